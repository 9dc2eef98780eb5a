# What every test of this module starts from.
database_id       = "bookmark-manager-staging-db"
parameter_prefix  = "/bookmark-manager/staging"
subnet_ids        = ["subnet-a", "subnet-c"]
security_group_id = "sg-database"
shape             = { engine = "rds", instance_class = "db.t4g.micro", allocated_storage_gib = 20 }

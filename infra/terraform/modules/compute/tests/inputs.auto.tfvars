# What every test of this module starts from.
name             = "bookmark-manager-staging"
parameter_prefix = "/bookmark-manager/staging"
network          = { vpc_id = "vpc-1", public_subnet_ids = ["subnet-a", "subnet-c"], private_subnet_ids = ["subnet-b", "subnet-d"], public_zone_ids = ["apne1-az4", "apne1-az1"] }
security = {
  security_group_ids  = { alb = "sg-alb", link = "sg-link", web = "sg-web", api = "sg-api", database = "sg-database" }
  execution_role_arns = { web = "arn:aws:iam::123456789012:role/we", api = "arn:aws:iam::123456789012:role/ae", migrate = "arn:aws:iam::123456789012:role/me", tunnel = "arn:aws:iam::123456789012:role/ue" }
  task_role_arns      = { web = "arn:aws:iam::123456789012:role/wt", api = "arn:aws:iam::123456789012:role/at", migrate = "arn:aws:iam::123456789012:role/mt", tunnel = "arn:aws:iam::123456789012:role/ut" }
  allowed_cidr_blocks = ["203.0.113.10/32", "198.51.100.0/24"]
}
ecr = { web_repository_url = "registry/web", api_repository_url = "registry/api" }
shape = {
  cpu_architecture   = "ARM64"
  container_insights = false
  log_retention_days = 7
  database           = { engine = "rds" }
  services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 2 } }
}
schedule      = "{\"calendar\":{\"closed_days\":[],\"open_days\":[]},\"schedule\":{\"mode\":\"office-hours\",\"office_hours\":{\"mon\":[[\"09:00\",\"22:00\"]],\"fri\":[[\"09:00\",\"12:30\"],[\"20:00\",\"02:00\"]]}}}"
ports         = { web = 3000, api = 3001 }
database_id   = "bookmark-manager-staging-db"
assets_bucket = "bookmark-manager-staging-assets-<account>"
allow_http    = true
mongodb       = false
sign_up       = "open"

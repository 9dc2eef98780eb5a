# What every test of this module starts from.
name                = "bookmark-manager-staging"
vpc_id              = "vpc-1"
allowed_cidr_blocks = ["203.0.113.10/32", "198.51.100.0/24"]
https               = false
ports               = { web = 3000, api = 3001 }
parameter_prefix    = "/bookmark-manager/staging"
assets_bucket       = "bookmark-manager-staging-assets-<account>"
state_bucket        = "bookmark-manager-terraform-state-<account>"

include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/../modules/network"
}

inputs = {
  cidr                   = include.root.locals.env.cidr
  availability_zones     = include.root.locals.env.availability_zones
  enable_nat_gateway     = include.root.locals.env.shape.nat_gateway
  interface_endpoints    = include.root.locals.env.shape.interface_endpoints
  interface_endpoint_azs = include.root.locals.env.shape.interface_endpoint_azs
}

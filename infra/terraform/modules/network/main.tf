data "aws_region" "this" {}

locals {
  # Two /20 blocks of public subnets, then two of private ones, in the order of the zones.
  public_cidrs  = { for index, zone in var.availability_zones : zone => cidrsubnet(var.cidr, 4, index) }
  private_cidrs = { for index, zone in var.availability_zones : zone => cidrsubnet(var.cidr, 4, index + 8) }

  nat_zone       = var.enable_nat_gateway ? toset([var.availability_zones[0]]) : toset([])
  endpoint_zones = slice(var.availability_zones, 0, var.interface_endpoint_azs)
  endpoints      = var.interface_endpoint_azs > 0 ? toset(var.interface_endpoints) : toset([])
}

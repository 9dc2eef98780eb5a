resource "aws_db_subnet_group" "this" {
  name        = var.database_id
  description = "Private subnets of ${var.database_id}"
  subnet_ids  = var.subnet_ids
}

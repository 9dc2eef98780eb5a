# Who may speak to whom. Each group's name says who is in it; each rule, why it is there.
resource "aws_security_group" "this" {
  for_each = merge(local.door.group, {
    web      = "Tasks of web"
    api      = "Tasks of the API, and migrations"
    database = "The database"
  })

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "allow_list" {
  for_each = local.allowed

  description       = "Allow-list (allowed_cidr_blocks)"
  security_group_id = aws_security_group.this["alb"].id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port

  tags = { Name = "allow-list" }
}

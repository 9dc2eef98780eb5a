locals {
  # from → to, both groups of ours: one rule out of the first, one into the second.
  traffic = {
    "${local.door.name}-web" = { from = local.door.name, to = "web", port = var.ports.web, why = "Requests for pages" }
    "${local.door.name}-api" = { from = local.door.name, to = "api", port = var.ports.api, why = "Requests for the API" }
    web-api                  = { from = "web", to = "api", port = var.ports.api, why = "Pages rendered on the server" }
    api-database             = { from = "api", to = "database", port = 5432, why = "PostgreSQL" }
  }

  # Out to the internet: AWS's own addresses are not listed anywhere that a rule could name.
  outbound = merge(
    { for group in ["web", "api"] : "${group}-https" => { from = group, port = 443, why = "Images, logs, parameters, other sites" } },
    { api-http = { from = "api", port = 80, why = "Bookmarked pages that are served without TLS" } },
    var.mongodb ? { api-mongodb = { from = "api", port = 27017, why = "MongoDB Atlas" } } : {},
  )
}

resource "aws_vpc_security_group_egress_rule" "inside" {
  for_each = local.traffic

  description                  = "${each.value.why} (to ${each.value.to})"
  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "inside" {
  for_each = local.traffic

  description                  = "${each.value.why} (from ${each.value.from})"
  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "outbound" {
  for_each = local.outbound

  description       = each.value.why
  security_group_id = aws_security_group.this[each.value.from].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

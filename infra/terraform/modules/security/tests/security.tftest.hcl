mock_provider "aws" {
  source = "../../testing/aws"
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # lets only the allow list reach the load balancer
  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.allow_list) == ["198.51.100.0/24:80", "203.0.113.10/32:80"]
    error_message = "other addresses, or other ports"
  }

  # gives the database one caller and web no way to it
  assert {
    condition     = [for way in local.traffic : way.from if way.to == "database"] == ["api"]
    error_message = "someone else reaches the database"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.inside["api-database"].from_port == 5432
    error_message = "another port"
  }

  assert {
    condition     = length(aws_budgets_budget.this) == 0
    error_message = "a budget that tells nobody"
  }

  # opens a way to mongodb only when asked
  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.outbound) == ["api-http", "api-https", "web-https"]
    error_message = "more than HTTP and HTTPS goes out"
  }

  # gives the administrator's url to migrations alone
  assert {
    condition     = [for kind, task in local.tasks : kind if contains(task.secrets, "DATABASE_ADMIN_URL")] == ["migrate"]
    error_message = "another task reads DATABASE_ADMIN_URL"
  }

  assert {
    condition     = local.tasks.web.secrets == []
    error_message = "web reads a secret"
  }

  # gives a tunnel no secret and lets nobody look into a migration
  assert {
    condition     = local.tasks.tunnel.secrets == []
    error_message = "a tunnel reads a secret"
  }

  assert {
    condition     = keys(aws_iam_role_policy.task) == ["api", "tunnel", "web"]
    error_message = "the migration's task may do something"
  }
}

run "listens_on_both_ports_with_https_and_watches_the_bill" {
  command = plan

  variables {
    budget = { usd_per_month = 60, emails = ["team@example.com"], by_tag = true }
    https  = true
  }

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.allow_list) == ["198.51.100.0/24:443", "198.51.100.0/24:80", "203.0.113.10/32:443", "203.0.113.10/32:80"]
    error_message = "port 443 is not open to the allow-list"
  }

  assert {
    condition     = aws_budgets_budget.this["month"].limit_amount == "60.0" && one(aws_budgets_budget.this["month"].cost_filter).values == tolist(["user:Project$bookmark-manager"])
    error_message = "another budget"
  }

  assert {
    condition     = { for notice in aws_budgets_budget.this["month"].notification : notice.notification_type => notice.threshold } == { ACTUAL = 80, FORECASTED = 100 }
    error_message = "other notifications"
  }

  assert {
    condition     = alltrue([for notice in aws_budgets_budget.this["month"].notification : notice.subscriber_email_addresses == toset(["team@example.com"])])
    error_message = "somebody else is told"
  }
}

run "lets_the_api_reach_mongodb_and_read_its_address" {
  command = plan

  variables {
    mongodb = true
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.outbound["api-mongodb"].from_port == 27017
    error_message = "no way to MongoDB"
  }

  assert {
    condition     = contains(local.tasks.api.secrets, "MONGODB_URI")
    error_message = "MONGODB_URI cannot be read"
  }
}

run "lets_a_gateways_link_go_to_both_services_and_nobody_come_in_by_it" {
  command = plan

  variables {
    front_door          = "http-api"
    allowed_cidr_blocks = ["203.0.113.10/32", "2001:db8::/32"]
  }

  assert {
    condition     = keys(aws_security_group.this) == ["api", "database", "link", "web"] && length(aws_vpc_security_group_ingress_rule.allow_list) == 0
    error_message = "other groups, or an address may come to the link"
  }

  assert {
    condition     = { for name, way in local.traffic : name => way.port } == { "link-web" = 3000, "link-api" = 3001, "web-api" = 3001, "api-database" = 5432 }
    error_message = "other ways"
  }

  assert {
    condition     = [for name, rule in aws_vpc_security_group_egress_rule.inside : name if startswith(name, "link-")] == ["link-api", "link-web"] && length([for name, rule in aws_vpc_security_group_ingress_rule.inside : name if endswith(name, "-web") || endswith(name, "-api")]) == 3
    error_message = "a way is open at one end only, or somebody else comes in"
  }
}

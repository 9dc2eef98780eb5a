mock_provider "aws" {
  source = "../../testing/aws"
}

run "lets_only_the_allow_list_reach_the_load_balancer" {
  command = plan

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.allow_list) == ["198.51.100.0/24:80", "203.0.113.10/32:80"]
    error_message = "other addresses, or other ports"
  }
}

run "listens_on_both_ports_with_https" {
  command = plan

  variables {
    https = true
  }

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.allow_list) == ["198.51.100.0/24:443", "198.51.100.0/24:80", "203.0.113.10/32:443", "203.0.113.10/32:80"]
    error_message = "port 443 is not open to the allow-list"
  }
}

run "gives_the_database_one_caller_and_web_no_way_to_it" {
  command = plan

  assert {
    condition     = [for way in local.traffic : way.from if way.to == "database"] == ["api"]
    error_message = "someone else reaches the database"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.inside["api-database"].from_port == 5432
    error_message = "another port"
  }
}

run "opens_a_way_to_mongodb_only_when_asked" {
  command = plan

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.outbound) == ["api-https", "web-https"]
    error_message = "more than HTTPS goes out"
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

run "gives_the_administrator_s_url_to_migrations_alone" {
  command = plan

  assert {
    condition     = [for kind, task in local.tasks : kind if contains(task.secrets, "DATABASE_ADMIN_URL")] == ["migrate"]
    error_message = "another task reads DATABASE_ADMIN_URL"
  }

  assert {
    condition     = local.tasks.web.secrets == []
    error_message = "web reads a secret"
  }
}

run "gives_a_tunnel_no_secret_and_lets_nobody_look_into_a_migration" {
  command = plan

  assert {
    condition     = local.tasks.tunnel.secrets == []
    error_message = "a tunnel reads a secret"
  }

  assert {
    condition     = keys(aws_iam_role_policy.task) == ["api", "tunnel", "web"]
    error_message = "the migration's task may do something"
  }
}

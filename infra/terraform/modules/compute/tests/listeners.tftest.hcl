mock_provider "aws" {
  source = "../../testing/aws"
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # sends the api's paths to the api and the rest to web
  assert {
    condition     = one(one(aws_lb_listener_rule.api[0].condition).path_pattern).values == toset(["/api/*", "/health/api"])
    error_message = "other paths"
  }

  # sends the wake page's own paths to it always and first
  assert {
    condition     = one(one(aws_lb_listener_rule.wake[0].condition).path_pattern).values == toset(["/_staging/*"])
    error_message = "other paths"
  }

  assert {
    condition     = aws_lb_listener_rule.wake[0].priority < aws_lb_listener_rule.api[0].priority
    error_message = "another rule comes first"
  }

  assert {
    condition     = length(one(aws_lb_listener_rule.wake[0].action).forward) == 0
    error_message = "its rule has weights, which somebody could change"
  }

  # sends every visitor to the wake page until something runs
  assert {
    condition     = sort([for group in one(aws_lb_listener.front[0].default_action).forward[0].target_group : tostring(group.weight)]) == tolist(["0", "100"])
    error_message = "the default action does not name both groups"
  }

  assert {
    condition     = sort([for group in one(aws_lb_listener_rule.api[0].action).forward[0].target_group : tostring(group.weight)]) == tolist(["0", "100"])
    error_message = "the API's rule does not name both groups"
  }

  # speaks plain http only because the team says so
  assert {
    condition     = aws_lb_listener.front[0].port == 80 && aws_lb_listener.front[0].protocol == "HTTP" && length(aws_lb_listener.redirect) == 0
    error_message = "another listener"
  }
}

run "refuses_plain_http_that_nobody_allowed" {
  command = plan

  variables {
    allow_http = false
  }

  expect_failures = [aws_lb_listener.front]
}

run "speaks_https_with_a_certificate_and_redirects_the_rest" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1"
    allow_http      = false
  }

  assert {
    condition     = aws_lb_listener.front[0].port == 443 && aws_lb_listener.front[0].certificate_arn == "arn:aws:acm:ap-northeast-1:123456789012:certificate/1"
    error_message = "no HTTPS"
  }

  assert {
    condition     = one(aws_lb_listener.redirect[0].default_action).redirect[0].status_code == "HTTP_301"
    error_message = "plain HTTP is not redirected"
  }
}

run "gets_a_certificate_and_a_name_of_its_own_with_a_domain" {
  command = plan

  override_resource {
    target          = aws_lb.this[0]
    values          = { arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/lb/1", dns_name = "lb-1.ap-northeast-1.elb.amazonaws.com" }
    override_during = plan
  }

  variables {
    domain     = { name = "staging.example.com", zone_id = "Z1" }
    allow_http = false
  }

  assert {
    condition     = aws_acm_certificate.this["staging.example.com"].validation_method == "DNS" && aws_route53_record.front["staging.example.com"].zone_id == "Z1"
    error_message = "no certificate, or no record"
  }

  assert {
    condition     = aws_lb_listener.front[0].protocol == "HTTPS" && output.url == "https://staging.example.com"
    error_message = "no HTTPS at that name"
  }

  assert {
    condition     = jsondecode(local.functions.wake.environment.HOSTS) == ["lb-1.ap-northeast-1.elb.amazonaws.com", "staging.example.com"]
    error_message = "the wake function does not know both names"
  }
}

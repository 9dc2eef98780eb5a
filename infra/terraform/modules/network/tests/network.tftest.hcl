mock_provider "aws" {
  source = "../../testing/aws"
}

variables {
  name               = "bookmark-manager-staging"
  cidr               = "10.0.0.0/16"
  availability_zones = ["ap-northeast-1a", "ap-northeast-1c"]
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # has a public and a private subnet in each zone
  assert {
    condition     = keys(aws_subnet.public) == ["ap-northeast-1a", "ap-northeast-1c"] && keys(aws_subnet.private) == ["ap-northeast-1a", "ap-northeast-1c"]
    error_message = "other zones"
  }

  assert {
    condition     = length(distinct([for subnet in concat(values(aws_subnet.public), values(aws_subnet.private)) : subnet.cidr_block])) == 4
    error_message = "subnets overlap"
  }

  # has no nat gateway and no interface endpoint unless asked
  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_eip.nat) == 0 && length(aws_route.nat) == 0
    error_message = "a NAT gateway costs money by the hour"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.nat) == 0
    error_message = "an alarm on a NAT gateway that is not there"
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0 && length(aws_security_group.endpoints) == 0
    error_message = "an interface endpoint costs money by the hour"
  }

  # reaches s3 by the free gateway
  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.s3.service_name == "com.amazonaws.ap-northeast-1.s3"
    error_message = "no gateway"
  }
}

run "has_one_nat_gateway_and_each_interface_endpoint_in_as_many_zones_as_asked" {
  command = plan

  variables {
    enable_nat_gateway     = true
    interface_endpoints    = ["ecr.api", "ecr.dkr", "logs"]
    interface_endpoint_azs = 1
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["ap-northeast-1a"] && aws_route.nat["ap-northeast-1a"].destination_cidr_block == "0.0.0.0/0"
    error_message = "not one NAT gateway with a route"
  }

  # tells of more than 10 GB a day through it, in both directions
  assert {
    condition     = aws_cloudwatch_metric_alarm.nat["ap-northeast-1a"].threshold == 10737418240 && sort(flatten([for query in aws_cloudwatch_metric_alarm.nat["ap-northeast-1a"].metric_query : query.metric[*].metric_name])) == tolist(["BytesOutToDestination", "BytesOutToSource"])
    error_message = "another threshold, or half of the bytes"
  }

  assert {
    condition     = sort([for endpoint in aws_vpc_endpoint.interface : endpoint.service_name]) == tolist(["com.amazonaws.ap-northeast-1.ecr.api", "com.amazonaws.ap-northeast-1.ecr.dkr", "com.amazonaws.ap-northeast-1.logs"])
    error_message = "other endpoints"
  }

  assert {
    condition     = length(local.endpoint_zones) == 1 && alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "other zones, or names that lead past the endpoint"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints[0].cidr_ipv4 == "10.0.0.0/16" && aws_vpc_security_group_ingress_rule.endpoints[0].from_port == 443
    error_message = "endpoints are reached from elsewhere"
  }
}

# Each of these is refused, or the run fails: one run is one start of the provider.
run "refuses_what_the_vpc_cannot_be" {
  command = plan

  variables {
    cidr                = "10.0.0.0/26" # too small for its subnets
    availability_zones  = ["ap-northeast-1a"]
    interface_endpoints = ["s3"] # there is a free gateway for it
    nat_alarm_gb        = 0
  }

  expect_failures = [var.cidr, var.availability_zones, var.interface_endpoints, var.nat_alarm_gb]
}

run "refuses_endpoints_in_more_zones_than_there_are" {
  command = plan

  variables {
    interface_endpoint_azs = 3
  }

  expect_failures = [var.interface_endpoint_azs]
}

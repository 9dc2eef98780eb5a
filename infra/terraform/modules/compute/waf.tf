# In front of the load balancer, if the shape has it. The allow-list keeps strangers out already, so what is left to it are the
# requests of people who may come in.
locals {
  # AWS's own rules, and those of them that only count: a bookmark is an address, often with a page's text beside it, and an
  # import is a file of thousands. They would be taken for attacks.
  waf_rules = {
    AWSManagedRulesCommonRuleSet = [
      "CrossSiteScripting_BODY",
      "CrossSiteScripting_QUERYARGUMENTS",
      "EC2MetaDataSSRF_BODY",
      "EC2MetaDataSSRF_QUERYARGUMENTS",
      "GenericRFI_BODY",
      "GenericRFI_QUERYARGUMENTS",
      "SizeRestrictions_BODY",
      "SizeRestrictions_QUERYSTRING",
    ]
    AWSManagedRulesKnownBadInputsRuleSet = []
  }
}

resource "aws_wafv2_web_acl" "this" {
  count = var.shape.waf ? 1 : 0

  name        = var.name
  description = "Requests that nobody of us would make"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = local.waf_rules

    content {
      name     = rule.key
      priority = index(keys(local.waf_rules), rule.key)

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key

          dynamic "rule_action_override" {
            for_each = rule.value

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.shape.waf ? 1 : 0

  resource_arn = aws_lb.this[0].arn
  web_acl_arn  = aws_wafv2_web_acl.this[0].arn
}

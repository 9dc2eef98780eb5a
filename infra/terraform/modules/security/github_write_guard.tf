# What an apply writes of what guards and watches the environment where the team wants it: the WAF, the budget, the count of
# hours beyond the calendar.
data "aws_iam_policy_document" "github_write_guard" {
  statement {
    actions = [
      "wafv2:AssociateWebACL",
      "wafv2:CreateWebACL",
      "wafv2:DeleteWebACL",
      "wafv2:DisassociateWebACL",
      "wafv2:GetWebACL",
      "wafv2:GetWebACLForResource",
      "wafv2:ListTagsForResource",
      "wafv2:TagResource",
      "wafv2:UntagResource",
      "wafv2:UpdateWebACL",
    ]
    resources = local.github_guarded
  }

  # AWS's own rules, which a web ACL names.
  statement {
    actions   = ["wafv2:CreateWebACL", "wafv2:UpdateWebACL"]
    resources = ["arn:aws:wafv2:${local.here}:regional/managedruleset/*/*"]
  }

  statement {
    actions   = ["elasticloadbalancing:SetWebAcl"]
    resources = ["arn:aws:elasticloadbalancing:${local.here}:loadbalancer/app/${var.name}/*"]
  }

  statement {
    actions   = ["budgets:ListTagsForResource", "budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource", "budgets:ViewBudget"]
    resources = local.github_budgets
  }

  statement {
    actions   = ["logs:DeleteMetricFilter", "logs:PutMetricFilter"]
    resources = local.github_named
  }
}

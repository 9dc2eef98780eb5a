locals {
  here = "${local.region}:${local.account}"

  # What the environment consists of, where a name says so.
  github_named = [
    "arn:aws:cloudwatch:${local.here}:alarm:${var.name}-*",
    "arn:aws:ecr:${local.here}:repository/${var.name}-*",
    "arn:aws:ecs:${local.here}:cluster/${var.name}-cluster",
    "arn:aws:ecs:${local.here}:service/${var.name}-cluster/${var.name}-*",
    "arn:aws:ecs:${local.here}:task-definition/${var.name}-*:*",
    "arn:aws:iam::${local.account}:policy/${var.name}-*",
    "arn:aws:iam::${local.account}:role/${var.name}-*",
    "arn:aws:lambda:${local.here}:function:${var.name}-*",
    "arn:aws:logs:${local.here}:log-group:/ecs/${var.name}-*",
    "arn:aws:logs:${local.here}:log-group:/aws/lambda/${var.name}-*",
    "arn:aws:rds:${local.here}:cluster:${var.name}-*",
    "arn:aws:rds:${local.here}:db:${var.name}-*",
    "arn:aws:scheduler:${local.here}:schedule-group/${var.name}",
    "arn:aws:scheduler:${local.here}:schedule/${var.name}/*",
    "arn:aws:sqs:${local.here}:${var.name}-*",
  ]

  # And where AWS gives it a number: to read, all of the account's; to write, those that carry our tags.
  github_numbered = [
    "arn:aws:ec2:${local.here}:vpc/*",
    "arn:aws:servicediscovery:${local.here}:namespace/*",
    "arn:aws:servicediscovery:${local.here}:service/*",
  ]

  # What stands around it where the team wants that.
  github_guarded = [
    "arn:aws:elasticloadbalancing:${local.here}:loadbalancer/app/${var.name}/*",
    "arn:aws:wafv2:${local.here}:regional/webacl/${var.name}/*",
  ]
  github_budgets = ["arn:aws:budgets::${local.account}:budget/${var.name}-*"]

  github_identity = ["arn:aws:iam::${local.account}:oidc-provider/${local.issuer}"]
}

# The scheduler: looks at everything that sleeps, and touches exactly that.
data "aws_iam_policy_document" "scheduler" {
  statement {
    actions   = ["ecs:DescribeServices", "ecs:ListTagsForResource", "ecs:UpdateService"]
    resources = [for service in keys(var.shape.services) : "arn:aws:ecs:${local.region}:${local.account}:service/${aws_ecs_cluster.this.name}/${var.name}-${service}"]
  }

  statement {
    actions   = ["rds:DescribeDBInstances", "rds:StartDBInstance", "rds:StopDBInstance"]
    resources = ["arn:aws:rds:${local.region}:${local.account}:db:${var.database_id}"]
  }

  statement {
    actions   = ["elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetHealth"]
    resources = ["*"] # why: these actions know no resource
  }

  statement {
    actions   = ["elasticloadbalancing:ModifyListener"]
    resources = [aws_lb_listener.front.arn]
  }

  statement {
    actions   = ["elasticloadbalancing:ModifyRule"]
    resources = [aws_lb_listener_rule.api.arn]
  }

  statement {
    actions   = ["ssm:GetParameters", "ssm:GetParametersByPath"]
    resources = [for path in ["leases", "leases/*", "images", "images/*", "migrations"] : "${local.parameter_arn}/${path}"]
  }

  statement {
    actions   = ["ssm:PutParameter", "ssm:DeleteParameter"]
    resources = ["${local.parameter_arn}/leases/*"]
  }
}

# The wake function: anyone on the allow-list calls it, so it may read the condition, write a lease and call the scheduler.
data "aws_iam_policy_document" "wake" {
  statement {
    actions   = ["ssm:GetParametersByPath"]
    resources = ["${local.parameter_arn}/leases", "${local.parameter_arn}/leases/*"]
  }

  statement {
    actions   = ["ssm:PutParameter"]
    resources = ["${local.parameter_arn}/leases/*"]
  }

  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:${local.region}:${local.account}:function:${local.scheduler}"]
  }
}

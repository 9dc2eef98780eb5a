locals {
  settings = jsondecode(var.schedule).schedule
  # What it does only where the shape or the team wants it, it may do only there.
  database_sleeps = try(local.settings.database_sleeps, false)
  looks_at_use    = try(local.settings.stay_awake_while_used, false)
  tells           = var.notices.topic_arn != null || var.notices.webhook

  # How RDS calls what stands alone, and what Aurora is made of.
  database = {
    rds                  = { kind = "db", calls = { look = "rds:DescribeDBInstances", start = "rds:StartDBInstance", stop = "rds:StopDBInstance" } }
    aurora-serverless-v2 = { kind = "cluster", calls = { look = "rds:DescribeDBClusters", start = "rds:StartDBCluster", stop = "rds:StopDBCluster" } }
  }[var.shape.database.engine]
}

# The scheduler: looks at everything that sleeps, and touches exactly that.
data "aws_iam_policy_document" "scheduler" {
  statement {
    actions   = ["ecs:DescribeServices", "ecs:ListTagsForResource", "ecs:UpdateService"]
    resources = [for service in keys(var.shape.services) : "arn:aws:ecs:${local.region}:${local.account}:service/${aws_ecs_cluster.this.name}/${var.name}-${service}"]
  }

  statement {
    actions   = ["ecs:DescribeTasks"]
    resources = ["arn:aws:ecs:${local.region}:${local.account}:task/${aws_ecs_cluster.this.name}/*"]
  }

  statement {
    actions   = ["ecs:ListTasks"]
    resources = ["*"] # why: it knows no tasks as resources; the condition names the cluster

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:${local.region}:${local.account}:cluster/${aws_ecs_cluster.this.name}"]
    }
  }

  statement {
    actions   = [for what, call in local.database.calls : call if what != "stop" || local.database_sleeps]
    resources = ["arn:aws:rds:${local.region}:${local.account}:${local.database.kind}:${var.database_id}"]
  }

  dynamic "statement" {
    for_each = local.entrance.statements

    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  statement {
    actions   = ["ssm:GetParametersByPath"]
    resources = [for path in concat(["leases", "leases/*"], local.tells ? ["notices", "notices/*"] : []) : "${local.parameter_arn}/${path}"]
  }

  statement {
    actions   = ["ssm:GetParameters"]
    resources = [for path in ["images/*", "migrations", "reconciler"] : "${local.parameter_arn}/${path}"]
  }

  statement {
    actions   = ["ssm:PutParameter", "ssm:DeleteParameter"]
    resources = [for path in concat(["leases/*"], local.tells ? ["notices/*", "offers/*"] : []) : "${local.parameter_arn}/${path}"]
  }

  statement {
    actions   = ["ssm:PutParameter"]
    resources = ["${local.parameter_arn}/reconciler"]
  }

  dynamic "statement" {
    for_each = var.notices.topic_arn[*]

    content {
      actions   = ["sns:Publish"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = var.notices.webhook ? ["NOTICE_WEBHOOK"] : []

    content {
      actions   = ["ssm:GetParameter"]
      resources = ["${local.parameter_arn}/${statement.value}"]
    }
  }
}

# The wake function: anyone on the allow-list calls it, so it may read leases and an offer, write a lease and call the scheduler.
data "aws_iam_policy_document" "wake" {
  statement {
    actions   = ["ssm:GetParametersByPath"]
    resources = ["${local.parameter_arn}/leases", "${local.parameter_arn}/leases/*"]
  }

  statement {
    actions   = ["ssm:GetParameter"]
    resources = ["${local.parameter_arn}/offers/*"]
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

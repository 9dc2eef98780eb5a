# The most that any role of the environment can ever do, whatever policy a workflow writes for it: what is applied by a workflow
# cannot raise itself, nor make a role that could. It is a ceiling, not a grant: each role's own policy says less.
data "aws_iam_policy_document" "boundary" {
  statement {
    actions = [
      "cloudwatch:GetMetricData",
      "ecr:GetAuthorizationToken",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetHealth",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]
    resources = ["*"] # why: these actions know no resource
  }

  statement {
    actions   = ["ecs:ListTasks"]
    resources = ["*"] # why: it knows no tasks as resources; the condition names the cluster

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:${local.here}:cluster/${var.name}-cluster"]
    }
  }

  # Of a gateway: its scheduler moves visitors by the routes' targets, and asks for the services' health.
  dynamic "statement" {
    for_each = local.door.boundary

    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  statement {
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "ecs:DescribeServices",
      "ecs:DescribeTasks",
      "ecs:ListTagsForResource",
      "ecs:UpdateService",
      "elasticloadbalancing:ModifyListener",
      "elasticloadbalancing:ModifyRule",
      "lambda:InvokeFunction",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "rds:DescribeDBClusters",
      "rds:DescribeDBInstances",
      "rds:StartDBCluster",
      "rds:StartDBInstance",
      "rds:StopDBCluster",
      "rds:StopDBInstance",
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:PutObject",
      "sns:Publish",
      "sqs:SendMessage",
      "ssm:DeleteParameter",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:GetParametersByPath",
      "ssm:PutParameter",
    ]
    resources = concat(values(local.arns.repository), [
      "arn:aws:ecs:${local.region}:${local.account}:service/${var.name}-cluster/*",
      "arn:aws:ecs:${local.region}:${local.account}:task/${var.name}-cluster/*",
      "arn:aws:elasticloadbalancing:${local.region}:${local.account}:listener*/app/${var.name}*",
      "arn:aws:lambda:${local.region}:${local.account}:function:${var.name}-*",
      "arn:aws:logs:${local.region}:${local.account}:log-group:/ecs/${var.name}-*",
      "arn:aws:logs:${local.region}:${local.account}:log-group:/aws/lambda/${var.name}-*",
      "arn:aws:rds:${local.region}:${local.account}:cluster:${var.name}-*",
      "arn:aws:rds:${local.region}:${local.account}:db:${var.name}-*",
      "arn:aws:s3:::${local.bucket}",
      "arn:aws:s3:::${local.bucket}/*",
      "arn:aws:sns:${local.region}:${local.account}:*",
      "arn:aws:sqs:${local.region}:${local.account}:${var.name}-*",
      "${local.arns.parameter}/*",
    ])
  }
}

resource "aws_iam_policy" "boundary" {
  count = var.github == null ? 0 : 1

  name        = "${var.name}-boundary"
  description = "The most that any role of the environment can do"
  policy      = data.aws_iam_policy_document.boundary.json
}

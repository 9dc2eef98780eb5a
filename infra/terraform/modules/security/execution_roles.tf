# What ECS itself may do to start each kind of task: pull its image, write its log, read its secrets.
data "aws_iam_policy_document" "ecs_assumes" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "execution" {
  for_each = local.tasks

  statement {
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"] # why: the token is for the whole registry; the action knows no resource
  }

  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.arns.repository[each.value.service]]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.arns.log_group[each.value.service]}:*"]
  }

  dynamic "statement" {
    for_each = length(each.value.secrets) > 0 ? [each.value.secrets] : []

    content {
      actions   = ["ssm:GetParameters"]
      resources = [for secret in statement.value : "${local.arns.parameter}/${secret}"]
    }
  }
}

resource "aws_iam_role" "execution" {
  for_each = local.tasks

  name                 = "${var.name}-${each.key}-execution"
  description          = "Starts tasks: ${each.key}"
  assume_role_policy   = data.aws_iam_policy_document.ecs_assumes.json
  permissions_boundary = one(aws_iam_policy.boundary[*].arn)
}

resource "aws_iam_role_policy" "execution" {
  for_each = local.tasks

  name   = "start"
  role   = aws_iam_role.execution[each.key].id
  policy = data.aws_iam_policy_document.execution[each.key].json
}

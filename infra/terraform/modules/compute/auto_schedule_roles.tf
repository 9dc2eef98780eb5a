locals {
  policies = {
    scheduler = data.aws_iam_policy_document.scheduler.json
    wake      = data.aws_iam_policy_document.wake.json
  }

  boundary = var.bounded ? "arn:aws:iam::${local.account}:policy/${var.name}-boundary" : null
}

data "aws_iam_policy_document" "assumed_by" {
  for_each = { lambda = "lambda.amazonaws.com", clock = "scheduler.amazonaws.com" }

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "clock" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_function.this["scheduler"].arn]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.dead_letters.arn]
  }
}

resource "aws_iam_role" "clock" {
  name                 = "${var.name}-clock"
  description          = "EventBridge Scheduler calls the scheduler"
  assume_role_policy   = data.aws_iam_policy_document.assumed_by["clock"].json
  permissions_boundary = local.boundary
}

resource "aws_iam_role_policy" "clock" {
  name   = "call"
  role   = aws_iam_role.clock.id
  policy = data.aws_iam_policy_document.clock.json
}

data "aws_iam_policy_document" "log" {
  for_each = local.functions

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"]
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name                 = each.value.name
  description          = "What the function ${each.key} may do"
  assume_role_policy   = data.aws_iam_policy_document.assumed_by["lambda"].json
  permissions_boundary = local.boundary
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name   = "act"
  role   = aws_iam_role.function[each.key].id
  policy = local.policies[each.key]
}

resource "aws_iam_role_policy" "log" {
  for_each = local.functions

  name   = "log"
  role   = aws_iam_role.function[each.key].id
  policy = data.aws_iam_policy_document.log[each.key].json
}

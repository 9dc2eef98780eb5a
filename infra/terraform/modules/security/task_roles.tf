# What the programs in the tasks may do: be looked into (ECS Exec), and keep files, each under what it is for. What people upload and
# export is nobody's but the API's.
locals {
  asset_actions = {
    web     = ["s3:GetObject"]
    api     = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    migrate = []
    tunnel  = []
  }

  asset_prefixes = {
    web = ["icons", "previews"]
    api = ["exports", "icons", "imports", "previews"]
  }

  exec_actions = [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ]

  # A role with nothing to do gets no policy: IAM refuses an empty one.
  working = { for kind, task in local.tasks : kind => task if task.open || length(local.asset_actions[kind]) > 0 }
}

data "aws_iam_policy_document" "task" {
  for_each = local.working

  dynamic "statement" {
    for_each = each.value.open ? [local.exec_actions] : []

    content {
      actions   = statement.value
      resources = ["*"] # why: these actions know no resource
    }
  }

  dynamic "statement" {
    for_each = length(local.asset_actions[each.key]) > 0 ? [local.asset_actions[each.key]] : []

    content {
      actions   = statement.value
      resources = [for prefix in local.asset_prefixes[each.key] : "arn:aws:s3:::${local.bucket}/${prefix}/*"]
    }
  }

  # Without it S3 says of a file that has expired that nobody may see it, not that it is gone.
  dynamic "statement" {
    for_each = each.key == "api" ? ["s3:ListBucket"] : []

    content {
      actions   = [statement.value]
      resources = ["arn:aws:s3:::${local.bucket}"]
    }
  }
}

resource "aws_iam_role" "task" {
  for_each = local.tasks

  name                 = "${var.name}-${each.key}-task"
  description          = "What the programs may do: ${each.key}"
  assume_role_policy   = data.aws_iam_policy_document.ecs_assumes.json
  permissions_boundary = one(aws_iam_policy.boundary[*].arn)
}

resource "aws_iam_role_policy" "task" {
  for_each = local.working

  name   = "run"
  role   = aws_iam_role.task[each.key].id
  policy = data.aws_iam_policy_document.task[each.key].json
}

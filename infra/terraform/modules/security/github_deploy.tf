# What `staging deploy` does beside Terraform's work: it pushes, migrates by a task, tries an image while the environment sleeps,
# watches, writes what was deployed, and holds the environment meanwhile. And the parameters, which an apply makes and reads.
data "aws_iam_policy_document" "github_deploy" {
  statement {
    actions   = ["ecr:GetAuthorizationToken", "ecs:DeregisterTaskDefinition", "ecs:ListTaskDefinitions", "ssm:DescribeParameters"]
    resources = ["*"] # why: these actions know no resource
  }

  statement {
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
      "ecs:RunTask",
      "lambda:InvokeFunction",
    ]
    resources = local.github_named
  }

  statement {
    actions   = ["ecs:DescribeTasks", "ecs:StopTask", "ecs:UpdateTaskProtection"]
    resources = ["arn:aws:ecs:${local.here}:task/${var.name}-cluster/*"]
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

  statement {
    actions   = ["logs:FilterLogEvents", "logs:GetLogEvents"]
    resources = [for group in values(local.arns.log_group) : "${group}:*"]
  }

  statement {
    actions = [
      "ssm:AddTagsToResource",
      "ssm:DeleteParameter",
      "ssm:DeleteParameters",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:GetParametersByPath",
      "ssm:ListTagsForResource",
      "ssm:PutParameter",
      "ssm:RemoveTagsFromResource",
    ]
    resources = ["${local.arns.parameter}/*"]
  }
}

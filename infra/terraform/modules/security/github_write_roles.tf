# Whoever may write policies could write any. So every role that a workflow makes or gives a policy must have the boundary, which no
# workflow may touch, and is handed to nothing but tasks, functions and schedules.
data "aws_iam_policy_document" "github_write_roles" {
  statement {
    actions   = ["iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePolicy"]
    resources = local.github_role_arns

    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [local.boundary_arn]
    }
  }

  statement {
    actions = [
      "iam:DeleteRole",
      "iam:ListInstanceProfilesForRole",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ]
    resources = local.github_role_arns
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = local.github_role_arns

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com", "scheduler.amazonaws.com"]
    }
  }
}

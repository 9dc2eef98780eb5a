# What a plan of the six units reads, and no secret: of the parameters under the prefix only the images and `no-secret`. Which calls
# a plan makes was recorded: infra/terraform/testing/calls.json; github.medium.test.ts beside it
# holds this against it.
data "aws_iam_policy_document" "github_read" {
  statement {
    actions = [
      "ec2:DescribeAddresses",
      "ec2:DescribeAddressesAttribute",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeNatGateways",
      "ec2:DescribeNetworkAcls",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribePrefixLists",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroupRules",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcEndpoints",
      "ec2:DescribeVpcs",
      "ecs:DescribeTaskDefinition",
      "elasticloadbalancing:DescribeCapacityReservation",
      "elasticloadbalancing:DescribeListenerAttributes",
      "elasticloadbalancing:DescribeListenerCertificates",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "logs:DescribeLogGroups",
      "secretsmanager:GetRandomPassword", # draws a new one, and reads none
      "servicediscovery:ListTagsForResource",
      "sts:GetCallerIdentity",
    ]
    resources = ["*"] # why: these actions know no resource
  }

  statement {
    actions = [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:ListTagsForResource",
      "ec2:DescribeVpcAttribute",
      "ecr:DescribeRepositories",
      "ecr:GetLifecyclePolicy",
      "ecr:ListTagsForResource",
      "ecs:DescribeClusters",
      "ecs:DescribeServices",
      "iam:GetOpenIDConnectProvider",
      "iam:GetPolicy",
      "iam:GetPolicyVersion",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionEventInvokeConfig",
      "lambda:GetPolicy",
      "lambda:ListVersionsByFunction",
      "logs:ListTagsForResource",
      "logs:DescribeMetricFilters",
      "rds:DescribeDBClusters",
      "rds:DescribeDBInstances",
      "scheduler:GetSchedule",
      "scheduler:GetScheduleGroup",
      "scheduler:ListTagsForResource",
      "servicediscovery:GetNamespace",
      "servicediscovery:GetService",
      "sqs:GetQueueAttributes",
      "sqs:ListQueueTags",
    ]
    resources = concat(local.github_named, local.github_numbered, local.github_identity)
  }

  # Of a gateway. What its door is made of a person changes: a workflow may deploy behind it.
  dynamic "statement" {
    for_each = local.door.reads

    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  statement {
    actions = [
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      "s3:GetBucketLogging",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketOwnershipControls",
      "s3:GetBucketPolicy",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetBucketWebsite",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
    ]
    resources = ["arn:aws:s3:::${local.bucket}", "arn:aws:s3:::${local.states}"]
  }

  statement {
    actions   = ["wafv2:GetWebACL", "wafv2:GetWebACLForResource", "wafv2:ListTagsForResource"]
    resources = local.github_guarded
  }

  statement {
    actions   = ["budgets:ListTagsForResource", "budgets:ViewBudget"]
    resources = local.github_budgets
  }

  # Where the environment has a domain of its own.
  statement {
    actions   = ["acm:DescribeCertificate", "acm:ListTagsForCertificate", "route53:GetHostedZone", "route53:ListResourceRecordSets"]
    resources = ["arn:aws:acm:${local.here}:certificate/*", "arn:aws:route53:::hostedzone/*"]
  }

  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::${local.states}/*"]
  }

  statement {
    actions   = ["ssm:GetParametersByPath"]
    resources = ["${local.arns.parameter}/images", "${local.arns.parameter}/images/*"]
  }

  statement {
    actions   = ["ssm:GetParameter"]
    resources = ["${local.arns.parameter}/no-secret"]
  }
}

# What an apply writes of the database, whichever engine the shape has: an instance, or a cluster of Aurora.
data "aws_iam_policy_document" "github_write_database" {
  statement {
    actions = [
      "rds:AddTagsToResource",
      "rds:CreateDBCluster",
      "rds:CreateDBClusterParameterGroup",
      "rds:CreateDBClusterSnapshot",
      "rds:CreateDBInstance",
      "rds:CreateDBParameterGroup",
      "rds:CreateDBSnapshot",
      "rds:CreateDBSubnetGroup",
      "rds:DeleteDBCluster",
      "rds:DeleteDBClusterParameterGroup",
      "rds:DeleteDBInstance",
      "rds:DeleteDBParameterGroup",
      "rds:DeleteDBSubnetGroup",
      "rds:DescribeDBClusterParameterGroups",
      "rds:DescribeDBClusterParameters",
      "rds:DescribeDBClusters",
      "rds:DescribeDBClusterSnapshots",
      "rds:DescribeDBInstances",
      "rds:DescribeDBParameterGroups",
      "rds:DescribeDBParameters",
      "rds:DescribeDBSnapshots",
      "rds:DescribeDBSubnetGroups",
      "rds:ListTagsForResource",
      "rds:ModifyDBCluster",
      "rds:ModifyDBClusterParameterGroup",
      "rds:ModifyDBInstance",
      "rds:ModifyDBParameterGroup",
      "rds:ModifyDBSubnetGroup",
      "rds:RemoveTagsFromResource",
    ]
    resources = [for kind in ["cluster", "cluster-pg", "cluster-snapshot", "db", "pg", "snapshot", "subgrp"] : "arn:aws:rds:${local.here}:${kind}:${var.name}-*"]
  }

  # The provider asks whether a cluster is part of one that spans regions: none of ours is.
  statement {
    actions   = ["rds:DescribeGlobalClusters"]
    resources = ["arn:aws:rds::${local.account}:global-cluster:*"]
  }
}

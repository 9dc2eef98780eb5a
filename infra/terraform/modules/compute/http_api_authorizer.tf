# Who may come in: a function that knows the allow-list, asked for each address once in five minutes. It calls nobody, so its role may
# write its log and nothing else; a fault of it lets nobody in.
locals {
  authorizer = "${var.name}-authorizer"
}

resource "aws_cloudwatch_log_group" "authorizer" {
  count = length(local.http_api)

  name              = "/aws/lambda/${local.authorizer}"
  retention_in_days = var.shape.log_retention_days
}

data "aws_iam_policy_document" "authorizer" {
  count = length(local.http_api)

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.authorizer[0].arn}:*"]
  }
}

resource "aws_iam_role" "authorizer" {
  count = length(local.http_api)

  name                 = local.authorizer
  description          = "What the function authorizer may do"
  assume_role_policy   = data.aws_iam_policy_document.assumed_by["lambda"].json
  permissions_boundary = local.boundary
}

resource "aws_iam_role_policy" "authorizer" {
  count = length(local.http_api)

  name   = "log"
  role   = aws_iam_role.authorizer[0].id
  policy = data.aws_iam_policy_document.authorizer[0].json
}

resource "aws_lambda_function" "authorizer" {
  count = length(local.http_api)

  function_name    = local.authorizer
  description      = "Lets in whom the allow-list names"
  role             = aws_iam_role.authorizer[0].arn
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  handler          = "authorizer.handler"
  filename         = "${path.module}/lambda/authorizer.zip"
  source_code_hash = fileexists("${path.module}/lambda/authorizer.zip") ? filebase64sha256("${path.module}/lambda/authorizer.zip") : null
  timeout          = 5
  memory_size      = 128

  environment {
    variables = { ALLOW_LIST = jsonencode(var.security.allowed_cidr_blocks) }
  }

  depends_on = [aws_cloudwatch_log_group.authorizer, aws_iam_role_policy.authorizer]

  lifecycle {
    precondition {
      condition     = fileexists("${path.module}/lambda/authorizer.zip")
      error_message = "The Lambda authorizer.ts is not bundled yet: run `node scripts/build_lambdas.mjs` in the repository."
    }
  }
}

resource "aws_apigatewayv2_authorizer" "allow_list" {
  count = length(local.http_api)

  api_id                            = aws_apigatewayv2_api.this[0].id
  name                              = "allow-list"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer[0].invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  # What it decides by is what its answer is kept by.
  identity_sources                 = ["$context.identity.sourceIp"]
  authorizer_result_ttl_in_seconds = 300
}

resource "aws_lambda_permission" "authorizer" {
  count = length(local.http_api)

  statement_id  = "authorizer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer[0].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this[0].execution_arn}/authorizers/${aws_apigatewayv2_authorizer.allow_list[0].id}"
}

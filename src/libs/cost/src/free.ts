/** Types of resources that cost nothing, and why. What is neither here nor among the pricers makes an estimate incomplete. */
export const FREE: Readonly<Record<string, string>> = {
  ...because('IAM is free', [
    'aws_iam_openid_connect_provider',
    'aws_iam_policy',
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_iam_role_policy_attachment',
  ]),
  ...because('VPCs, subnets, routes and security groups are free; what passes and public addresses are not', [
    'aws_default_security_group',
    'aws_internet_gateway',
    'aws_route',
    'aws_route_table',
    'aws_route_table_association',
    'aws_security_group',
    'aws_subnet',
    'aws_vpc_security_group_egress_rule',
    'aws_vpc_security_group_ingress_rule',
  ]),
  ...because('the load balancer is charged as a whole, rules up to ten included', [
    'aws_lb_listener',
    'aws_lb_listener_certificate',
    'aws_lb_listener_rule',
    'aws_lb_target_group',
    'aws_lb_target_group_attachment',
  ]),
  ...because('an HTTP API is charged by its requests; a link into the VPC is free', [
    'aws_apigatewayv2_api_mapping',
    'aws_apigatewayv2_authorizer',
    'aws_apigatewayv2_domain_name',
    'aws_apigatewayv2_integration',
    'aws_apigatewayv2_route',
    'aws_apigatewayv2_stage',
    'aws_apigatewayv2_vpc_link',
  ]),
  ...because('settings of a repository, a bucket, a database, a function or a cluster', [
    'aws_db_parameter_group',
    'aws_db_subnet_group',
    'aws_ecr_lifecycle_policy',
    'aws_ecs_cluster_capacity_providers',
    'aws_lambda_function_event_invoke_config',
    'aws_lambda_permission',
    'aws_rds_cluster_parameter_group',
    'aws_s3_bucket_cors_configuration',
    'aws_s3_bucket_lifecycle_configuration',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_bucket_policy',
    'aws_s3_bucket_public_access_block',
    'aws_s3_bucket_server_side_encryption_configuration',
    'aws_s3_bucket_versioning',
    'aws_scheduler_schedule_group',
    'aws_wafv2_web_acl_association',
  ]),
  ...because('tasks are charged where they run: at their services', ['aws_ecs_task_definition']),
  ...because(
    "tasks that ECS registers are free; the namespace's zone is not; what a gateway's look-ups cost has no source yet: cents",
    ['aws_service_discovery_service'],
  ),
  ...because('public certificates on a load balancer are free', [
    'aws_acm_certificate',
    'aws_acm_certificate_validation',
  ]),
  ...because("records are part of their zone; queries for an alias of AWS's are free", ['aws_route53_record']),
  ...because('the first million requests a month are always free, and only failed calls get here', ['aws_sqs_queue']),
  ...because('the first million messages and thousand e-mails a month are always free', [
    'aws_sns_topic',
    'aws_sns_topic_policy',
    'aws_sns_topic_subscription',
  ]),
  ...because('it is in no account: Terraform alone knows it', ['terraform_data', 'random_password', 'random_id']),
};

function because(why: string, types: readonly string[]): Record<string, string> {
  return Object.fromEntries(types.map((type) => [type, why]));
}

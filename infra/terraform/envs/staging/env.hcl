# What the team chooses once. Every number of the environment is in shapes.json.
locals {
  # Which shape of shapes.json is built.
  committed_shape = "lean"
  # Where Terraform's state is kept: "local" (beside each terragrunt.hcl) or "s3" (a bucket with a lock).
  backend = "local"
  # true: the API gets MONGODB_URI from SSM, which a person puts there.
  mongodb = false
  # Who may sign up to the application: "open" (anybody whom the allow-list lets in), "invited" (by an administrator) or "closed".
  sign_up = "open"
  # Where messages go, such as "sleeps in 15 minutes": an SNS topic's ARN (e-mail), or null; and true: to the https address that
  # a person puts into SSM as NOTICE_WEBHOOK (Slack and what understands the same).
  notice_topic_arn = null
  notice_webhook   = false
  # Whom AWS writes to when the month's bill nears this: { usd_per_month = 60, emails = ["team@example.com"] }, or null. Free.
  budget = null
  # After how many hours of a day beyond the calendar an alarm tells that topic, and null: none. A metric and an alarm are paid for.
  hours_beyond_alarm = null
  # How many GB may pass the NAT gateway of a day before an alarm tells it. Only where the shape has one.
  nat_alarm_gb = 10
  # GitHub's workflows may plan, and apply what was approved: { repository = "owner/name", environment = "staging" }, or null.
  github = null
  # HTTPS needs one of these two: an ACM certificate's ARN, or a name in a Route 53 zone ({ name = "…", zone_id = "…" }).
  certificate_arn = null
  domain          = null
  # Without either, the load balancer speaks plain HTTP only if this says so.
  allow_http = true

  project     = "bookmark-manager"
  environment = "staging"
  region      = "ap-northeast-1"
  name        = "${local.project}-${local.environment}"

  cidr               = "10.0.0.0/16"
  availability_zones = ["ap-northeast-1a", "ap-northeast-1c"]
  parameter_prefix   = "/${local.project}/${local.environment}"
  database_id        = "${local.name}-db"
  ports              = { web = 3000, api = 3001 }
  # Bucket names are unique in the whole world: <account> becomes the account's id.
  assets_bucket = "${local.name}-assets-<account>"
  state_bucket  = "${local.project}-terraform-state-<account>"

  emulator = get_env("AWS_ENDPOINT_URL", "") != ""

  shapes     = jsondecode(file("${get_terragrunt_dir()}/shapes.json"))
  shape_name = local.emulator ? get_env("STAGING_SHAPE", local.committed_shape) : local.committed_shape
  shape      = local.shapes.shapes[local.shape_name]
}

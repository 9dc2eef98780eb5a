variable "name" {
  description = "Prefix of every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.name)) && length(var.name) <= 27
    error_message = "name is \"${var.name}\": small letters, digits and hyphens, 27 at most (a target group's name has 32 with -wake)."
  }
}

variable "parameter_prefix" {
  description = "Where the secrets, the deployed images and the leases lie in SSM."
  type        = string

  validation {
    condition     = can(regex("^(/[A-Za-z0-9._-]+)+$", var.parameter_prefix))
    error_message = "parameter_prefix is \"${var.parameter_prefix}\": begin with a slash and end without one, for example /bookmark-manager/staging."
  }
}

variable "network" {
  description = "Outputs of the network unit."
  type        = object({ vpc_id = string, public_subnet_ids = list(string), private_subnet_ids = list(string), public_zone_ids = optional(list(string), []) })
}

variable "security" {
  description = "Outputs of the security unit."
  type        = object({ security_group_ids = map(string), execution_role_arns = map(string), task_role_arns = map(string), allowed_cidr_blocks = optional(list(string), []) })
}

variable "ecr" {
  description = "Outputs of the ecr unit."
  type        = object({ web_repository_url = string, api_repository_url = string })
}

variable "web_image" {
  description = "Image of web; null takes the deployed one."
  type        = string
  default     = null
}

variable "api_image" {
  description = "Image of the API and of the migrations; null takes the deployed one."
  type        = string
  default     = null
}

variable "schedule" {
  description = "Calendar and schedule of shapes.json, as JSON: when the environment is awake. Both functions get it as it is."
  type        = string

  validation {
    condition     = try(contains(["office-hours", "always", "never"], jsondecode(var.schedule).schedule.mode), false)
    error_message = "schedule.mode of shapes.json is ${try(jsonencode(jsondecode(var.schedule).schedule.mode), "missing")}: \"office-hours\", \"always\" or \"never\"."
  }
}

variable "notices" {
  description = "Where messages go: an SNS topic's ARN, and (webhook = true) the https address that a person puts into SSM as NOTICE_WEBHOOK. hours_beyond: after how many hours of a day beyond the calendar an alarm tells the topic; null: none, and no metric is paid for."
  type        = object({ topic_arn = optional(string), webhook = optional(bool, false), hours_beyond = optional(number) })
  default     = {}

  validation {
    condition     = var.notices.topic_arn == null || can(regex("^arn:aws:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.notices.topic_arn))
    error_message = "notices.topic_arn is \"${coalesce(var.notices.topic_arn, "null")}\": an SNS topic's ARN, for example arn:aws:sns:ap-northeast-1:123456789012:staging."
  }

  validation {
    condition     = var.notices.hours_beyond == null || try(var.notices.hours_beyond > 0 && var.notices.hours_beyond <= 24, false)
    error_message = "notices.hours_beyond is ${jsonencode(var.notices.hours_beyond)}: hours of a day, more than 0 and 24 at most, or null."
  }
}

variable "ports" {
  description = "Where the containers listen."
  type        = object({ web = number, api = number })
}

variable "database_id" {
  description = "Name of the RDS instance or Aurora cluster, which the scheduler may start, and stop where it sleeps."
  type        = string
}

variable "assets_bucket" {
  description = "Name of the bucket of static assets; <account> in it becomes the account's id."
  type        = string
}

variable "certificate_arn" {
  description = "ACM certificate of the load balancer: HTTPS, and plain HTTP is redirected to it."
  type        = string
  default     = null
}

variable "domain" {
  description = "Name and Route 53 zone of the environment: gets a certificate, a record and HTTPS."
  type        = object({ name = string, zone_id = string })
  default     = null
}

variable "allow_http" {
  description = "Plain HTTP, when there is neither certificate nor domain: whatever is typed can be read on its way."
  type        = bool
  default     = false
}

variable "mongodb" {
  description = "Whether the API gets MONGODB_URI, which a person puts into SSM; without it there no task of the API starts."
  type        = bool
}

variable "sign_up" {
  description = "Who may sign up to the application: anybody (open), whoever an administrator invited, nobody (closed). The first person is administrator."
  type        = string
}

variable "bounded" {
  description = "Whether the functions' roles have the boundary that the security unit makes: whoever applies by a workflow cannot raise them above it."
  type        = bool
  default     = false
}

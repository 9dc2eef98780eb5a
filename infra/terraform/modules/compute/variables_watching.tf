variable "notices" {
  description = "Where messages go: an SNS topic's ARN, and (webhook = true) the https address that a person puts into SSM as NOTICE_WEBHOOK."
  type        = object({ topic_arn = optional(string), webhook = optional(bool, false) })
  default     = {}

  validation {
    condition     = var.notices.topic_arn == null || can(regex("^arn:aws:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.notices.topic_arn))
    error_message = "notices.topic_arn is \"${coalesce(var.notices.topic_arn, "null")}\": an SNS topic's ARN, for example arn:aws:sns:ap-northeast-1:123456789012:staging."
  }
}

variable "budget" {
  description = "The account's month in USD: whom AWS tells when 80 % of it are spent, and when it will be exceeded; null: nobody. `by_tag` counts what carries the tag Project alone, and nothing before that tag is activated in Billing."
  type        = object({ usd_per_month = number, emails = list(string), by_tag = optional(bool, false) })
  default     = null

  validation {
    condition     = var.budget == null || try(var.budget.usd_per_month > 0 && length(var.budget.emails) > 0 && length(var.budget.emails) <= 10, false)
    error_message = "budget is ${jsonencode(var.budget)}: more than 0 USD a month, and one to ten addresses of e-mail."
  }
}

variable "hours_beyond_alarm" {
  description = "After how many hours in a day beyond the calendar an alarm tells of it; null: none, and no metric is paid for."
  type        = number
  default     = null

  validation {
    condition     = var.hours_beyond_alarm == null || try(var.hours_beyond_alarm > 0 && var.hours_beyond_alarm <= 24, false)
    error_message = "hours_beyond_alarm is ${jsonencode(var.hours_beyond_alarm)}: hours of a day, more than 0 and 24 at most, or null."
  }
}

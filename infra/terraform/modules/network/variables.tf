variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "cidr" {
  description = "Addresses of the VPC; changing it replaces everything inside."
  type        = string

  validation {
    condition     = can(cidrsubnet(var.cidr, 4, 15)) && try(tonumber(split("/", var.cidr)[1]) <= 24, false)
    error_message = "cidr is \"${var.cidr}\": write an IPv4 range of /24 or wider, for example 10.0.0.0/16."
  }
}

variable "availability_zones" {
  description = "Zones with a public and a private subnet each; the load balancer and the database need two."
  type        = list(string)

  validation {
    condition     = length(distinct(var.availability_zones)) == length(var.availability_zones) && contains(range(2, 9), length(var.availability_zones))
    error_message = "availability_zones is [${join(", ", var.availability_zones)}]: name two to eight different zones, for example ap-northeast-1a and ap-northeast-1c."
  }
}

variable "enable_nat_gateway" {
  description = "One NAT gateway for the private subnets, charged by the hour and by the byte. The tasks move into them then, and lose their public addresses."
  type        = bool
  default     = false
}

variable "interface_endpoints" {
  description = "AWS services reached without the internet, each charged by the hour and zone: \"ecr.api\", \"ecr.dkr\", \"logs\", …"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9][a-z0-9.-]*$", service)) && service != "s3"])
    error_message = "interface_endpoints is [${join(", ", var.interface_endpoints)}]: write names such as ecr.api, ecr.dkr or logs; S3 has its free gateway already."
  }
}

variable "interface_endpoint_azs" {
  description = "In how many zones each interface endpoint stands: 1 halves the price, and a zone's failure takes it along."
  type        = number
  default     = 0

  validation {
    condition     = contains(range(0, length(var.availability_zones) + 1), var.interface_endpoint_azs)
    error_message = "interface_endpoint_azs is ${var.interface_endpoint_azs}: 0 to ${length(var.availability_zones)}, the number of zones."
  }
}

variable "nat_alarm_gb" {
  description = "How many GB a day may pass the NAT gateway before an alarm tells of it; null: any, and no alarm. Without a NAT gateway there is none."
  type        = number
  default     = 10

  validation {
    condition     = var.nat_alarm_gb == null || try(var.nat_alarm_gb > 0, false)
    error_message = "nat_alarm_gb is ${jsonencode(var.nat_alarm_gb)}: GB a day, more than 0, or null."
  }
}

variable "notice_topic_arn" {
  description = "The SNS topic that the alarm tells; null: it shows in the console alone."
  type        = string
  default     = null
}

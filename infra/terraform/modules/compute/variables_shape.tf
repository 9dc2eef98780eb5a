variable "shape" {
  description = "The shape's numbers that decide about tasks, logs and what stands around them (shapes.json)."
  type = object({
    cpu_architecture   = string
    container_insights = bool
    log_retention_days = number
    front_door         = optional(string, "alb")
    services           = map(object({ cpu = number, memory = number, awake_count = number }))
    database           = object({ engine = string })
    nat_gateway        = optional(bool, false)
    fargate_spot       = optional(bool, false)
    waf                = optional(bool, false)
  })

  validation {
    condition     = contains(["ARM64", "X86_64"], var.shape.cpu_architecture)
    error_message = "cpu_architecture is \"${var.shape.cpu_architecture}\": ARM64 or X86_64."
  }

  validation {
    condition     = contains(["alb", "http-api"], var.shape.front_door)
    error_message = "front_door is \"${var.shape.front_door}\": alb (a load balancer) or http-api (an HTTP API of API Gateway)."
  }

  validation {
    condition     = !(var.shape.waf && var.shape.front_door != "alb")
    error_message = "waf is true and front_door is \"${var.shape.front_door}\": WAF guards a load balancer and no HTTP API."
  }

  validation {
    condition     = keys(var.shape.services) == tolist(["api", "web"])
    error_message = "services are [${join(", ", keys(var.shape.services))}]: exactly web and api."
  }

  validation {
    condition     = alltrue([for service in values(var.shape.services) : contains([256, 512, 1024, 2048, 4096], service.cpu) && service.memory >= service.cpu * 2 && service.memory <= service.cpu * 8 && service.awake_count >= 1 && floor(service.awake_count) == service.awake_count])
    error_message = "services are ${jsonencode(var.shape.services)}: Fargate sells cpu 256, 512, 1024, 2048 or 4096, with a memory of two to eight times that; awake_count is how many tasks run while awake, 1 or more."
  }
}

variable "name" {
  description = "Name of the parameter that holds the secret."
  type        = string
}

variable "description" {
  description = "What the secret is for."
  type        = string
}

variable "length" {
  description = "How many letters and digits."
  type        = number
  default     = 32
}

variable "generation" {
  description = "Another one makes a new secret; the same one leaves alone whatever is there."
  type        = number
}

variable "read" {
  description = "Whether the secret is read back; without it a plan is as true, and nothing may be applied."
  type        = bool
  ephemeral   = true
}

variable "read_instead" {
  description = "ARN of a parameter that holds no secret: what is read where the secret is not."
  type        = string
}

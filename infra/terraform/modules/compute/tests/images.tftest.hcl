mock_provider "aws" {
  source = "../../testing/aws"
}

run "runs_the_tag_latest_before_anything_is_deployed" {
  command = plan

  assert {
    condition     = local.images == { web = "registry/web:latest", api = "registry/api:latest" }
    error_message = "another image"
  }
}

run "runs_what_was_deployed" {
  command = plan

  override_data {
    target = data.aws_ssm_parameters_by_path.images
    values = {
      names  = ["/bookmark-manager/staging/images/web"]
      values = ["{\"image\":\"registry/web@sha256:1\",\"migration\":null,\"commit\":null}"]
    }
  }

  assert {
    condition     = local.images == { web = "registry/web@sha256:1", api = "registry/api:latest" }
    error_message = "another image"
  }
}

run "runs_an_image_typed_into_the_unit_before_the_deployed_one" {
  command = plan

  variables {
    web_image = "registry/web:v1.0.1"
  }

  override_data {
    target = data.aws_ssm_parameters_by_path.images
    values = {
      names  = ["/bookmark-manager/staging/images/web"]
      values = ["{\"image\":\"registry/web@sha256:1\",\"migration\":null,\"commit\":null}"]
    }
  }

  assert {
    condition     = local.images.web == "registry/web:v1.0.1"
    error_message = "another image"
  }
}

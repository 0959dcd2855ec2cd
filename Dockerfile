# The program `wxmed` in an image of a few megabytes, without a shell or a libc:
#
#   docker build --tag wxmed .
#   docker run --rm --publish 127.0.0.1:8377:8377 wxmed
#
# This file has not been built in the project's own checks, which have no container runtime.
FROM rust:1.95-alpine AS build
# ring is partly C.
RUN apk add --no-cache gcc musl-dev
WORKDIR /src
COPY . .
RUN cargo build --locked --profile dist --package wxmed-cli

FROM scratch
COPY --from=build /src/target/dist/wxmed /wxmed
COPY --from=build /src/LICENSE-APACHE /src/LICENSE-MIT /
# The program needs no rights. Mozilla's root certificates are built in.
USER 65534:65534
EXPOSE 8377
STOPSIGNAL SIGTERM
ENTRYPOINT ["/wxmed"]
CMD ["sandbox", "--bind", "0.0.0.0"]

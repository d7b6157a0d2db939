# One image, three processes: serve, worker and the one-shot migrate (docker-compose.yml). The Temporal server is not in it.

FROM golang:1.26.8-bookworm AS build
WORKDIR /src
# The workspace joins the standalone module, which this image does not carry.
ENV GOWORK=off GOTOOLCHAIN=local CGO_ENABLED=0
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG RELEASE=development
RUN go build -buildvcs=false -ldflags="-s -w -X github.com/sightline-readiness/sightline/cmd/sightline/app.release=${RELEASE}" -o /sightline ./cmd/sightline

# Certificates, time zones and an unprivileged user (65532); no shell, no package manager.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /sightline /usr/local/bin/sightline
COPY --from=build /src/LICENSE /src/THIRD_PARTY_NOTICES.txt /usr/share/doc/sightline/
# Inside a container the pages must be reachable from outside it; the private listener stays within.
ENV SIGHTLINE_LISTEN=0.0.0.0:8480
EXPOSE 8480
USER nonroot
ENTRYPOINT ["/usr/local/bin/sightline"]
CMD ["serve"]
# A worker asks "healthcheck worker" instead; see docker-compose.yml.
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 CMD ["/usr/local/bin/sightline", "healthcheck", "serve"]

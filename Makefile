# Sightline. `make` alone lists the targets.

STATICCHECK  := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOFUMPT      := mvdan.cc/gofumpt@v0.12.0
WORKFLOWCHECK := go.temporal.io/sdk/contrib/tools/workflowcheck@v0.6.0
GOTESTSUM    := gotest.tools/gotestsum@v1.13.0

BIN    := $(CURDIR)/bin
TOOLS  := $(BIN)/staticcheck $(BIN)/gofumpt $(BIN)/workflowcheck $(BIN)/gotestsum
SUMMARY = $(BIN)/gotestsum --format pkgname-and-test-fails --

.PHONY: help run build test check generate bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: build ## build and start everything on this machine, with a demonstration council (EMPTY=1 without); the first build takes minutes
	@$(BIN)/sightline-standalone run $(if $(EMPTY),--empty)

build: ## build both programs into bin/
	@tools/prerequisites run
	@[ -e $(BIN)/sightline-standalone ] || echo "Building. The first time takes about five minutes on two cores, because a whole Temporal server is compiled in; later it is seconds."
	@go build -ldflags="-s -w" -o $(BIN)/sightline ./cmd/sightline
	@go build -ldflags="-s -w" -o $(BIN)/sightline-standalone ./standalone

test: $(BIN)/gotestsum ## run all tests of both modules, browser and accessibility included
	@tools/prerequisites test
	$(SUMMARY) -timeout 40m ./...
	cd standalone && $(SUMMARY) -timeout 40m ./...

check: $(TOOLS) ## format, vet, lint, workflowcheck, and the main module's tests with the race detector
	@tools/prerequisites test
	@unformatted=$$(git ls-files -z -- '*.go' | xargs -0 $(BIN)/gofumpt -l); [ -z "$$unformatted" ] || { echo "gofumpt -w these:"; echo "$$unformatted"; exit 1; }
	go vet ./... && cd standalone && go vet ./...
	$(BIN)/staticcheck ./...
	$(BIN)/workflowcheck ./worker/... ./workflows/...
	$(SUMMARY) -race -timeout 40m ./...

generate: ## write the generated documents and goldens again; look at the difference before you commit it
	go test ./internal/notices ./readiness ./api ./cmd/sightline/... ./activities -update

bench: ## measure speed and size, as ratios within one run; takes about half an hour
	@tools/prerequisites run
	cd standalone && go run ./bench

clean: ## remove what was built
	rm -rf $(BIN)

$(BIN)/staticcheck:
	GOWORK=off GOBIN=$(BIN) go install $(STATICCHECK)
$(BIN)/gofumpt:
	GOWORK=off GOBIN=$(BIN) go install $(GOFUMPT)
$(BIN)/workflowcheck:
	GOWORK=off GOBIN=$(BIN) go install $(WORKFLOWCHECK)
$(BIN)/gotestsum:
	GOWORK=off GOBIN=$(BIN) go install $(GOTESTSUM)

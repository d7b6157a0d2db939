package workflows

import (
	"log/slog"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
)

// Options are how every process of Sightline speaks to Temporal: payloads and failures sealed, logs structured.
func Options(address, namespace string, seal *Seal, log *slog.Logger) client.Options {
	sealed := converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), seal)
	return client.Options{
		HostPort: address, Namespace: namespace, Logger: sdklog.NewStructuredLogger(log), DataConverter: sealed,
		FailureConverter: temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{DataConverter: sealed, EncodeCommonAttributes: true}),
	}
}

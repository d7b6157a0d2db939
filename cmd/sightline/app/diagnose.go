package app

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

func (d *doctor) configuration(context.Context) (string, error) {
	checked, err := d.call.require(NeedLedger | NeedTemporal)
	d.config = checked
	return "whole", err
}

func (d *doctor) keys(context.Context) (string, error) {
	_, err := workflows.NewSeal(d.config.PayloadKeys.Reveal())
	return "readable", err
}

func (d *doctor) ledger(ctx context.Context) (string, error) {
	if d.config.DatabaseURL == "" {
		return "no database-url", errSkipped
	}
	db, err := openLedger(ctx, d.config, d.call.quiet(), nil)
	if err != nil {
		return "", err
	}
	if err := db.Ping(ctx); err != nil {
		db.Close()
		return "", err
	}
	d.db = db
	return "answers at " + maskPassword(d.config.DatabaseURL), nil
}

func (d *doctor) schema(ctx context.Context) (string, error) {
	if d.db == nil {
		return "needs the ledger", errSkipped
	}
	version, err := d.db.Version(ctx)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("version %d", version), behind(version)
}

// clock compares our time with the ledger's, at the middle of the question.
func (d *doctor) clock(ctx context.Context) (string, error) {
	if d.db == nil {
		return "needs the ledger", errSkipped
	}
	asked := time.Now()
	theirs, err := d.db.Clock(ctx)
	if err != nil {
		return "", err
	}
	took := time.Since(asked)
	apart := theirs.Sub(asked.Add(took / 2)).Abs()
	if apart > skew+took {
		return "", readiness.Errorf(readiness.Unavailable, "The ledger's clock and this machine's are %s apart.", apart.Round(time.Millisecond))
	}
	return fmt.Sprintf("the ledger's clock is within %s of this machine's", (apart + took).Round(time.Millisecond)), nil
}

func (d *doctor) reachTemporal(ctx context.Context) (string, error) {
	options, err := d.config.temporalOptions(d.call.quiet())
	if err != nil {
		return "needs the payload keys", errSkipped
	}
	c, err := client.NewLazyClient(options)
	if err != nil {
		return "", err
	}
	if err := workflows.NewClient(c).Reachable(ctx); err != nil {
		c.Close()
		return "", err
	}
	d.temporal = c
	return "answers at " + d.config.TemporalAddress, nil
}

func (d *doctor) namespace(ctx context.Context) (string, error) {
	if d.temporal == nil {
		return "needs Temporal", errSkipped
	}
	found, err := d.temporal.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: d.config.TemporalNamespace})
	if err != nil {
		return "", fmt.Errorf("%s: %w", d.config.TemporalNamespace, err)
	}
	kept := found.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration()
	return fmt.Sprintf("%s, keeps ended histories for %s", d.config.TemporalNamespace, days(int(kept.Hours()/24))), nil
}

func (d *doctor) workers(ctx context.Context) (string, error) {
	if d.db == nil {
		return "needs the ledger", errSkipped
	}
	health, err := d.db.Health(ctx)
	switch {
	case err != nil:
		return "", err
	case health.WorkerSeen.IsZero():
		return "", readiness.Errorf(readiness.Unavailable, "No worker has ever written to this ledger.")
	case time.Since(health.WorkerSeen) > late:
		return "", readiness.Errorf(readiness.Unavailable, "The last sign of a worker is %s old.", time.Since(health.WorkerSeen).Round(time.Second))
	}
	return "seen " + time.Since(health.WorkerSeen).Round(time.Second).String() + " ago", nil
}

func (d *doctor) traces(ctx context.Context) (string, error) {
	if d.config.OTLPEndpoint == "" {
		return "no otlp-endpoint is set; there are no traces", errSkipped
	}
	collector, err := d.config.collector()
	if err != nil {
		return "", err
	}
	if err := collector.Try(ctx); err != nil {
		return "", err
	}
	return "the collector takes them at " + collector.URL, nil
}

func (d *doctor) mail(ctx context.Context) (string, error) {
	if d.config.SMTPHost == "" {
		return "no mail server is set; mails are kept on the page Mails sent", errSkipped
	}
	server := d.config.mailServer()
	if err := server.Reach(ctx); err != nil {
		return "", err
	}
	return "answers at " + server.Address(), nil
}

package app

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/internal/telemetry"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// Parts are what a running Sightline is joined from. Open makes them from a configuration; a measurement makes its own. All fields but the last two are needed.
type Parts struct {
	DB       *postgres.DB
	Temporal client.Client
	Commands *workflows.Client
	Address  string // where people find the pages, without a slash at the end
	Now      func() time.Time
	Log      *slog.Logger
	Metrics  *telemetry.Metrics // nil: nobody wants any
	Traces   *telemetry.Traces  // nil: there are none
}

// Open joins the parts that a checked configuration names. Nothing is connected yet: a ledger or a Temporal that is away now may come back later,
// and whoever needs one before then hears of it.
func Open(ctx context.Context, c Config, log *slog.Logger) (*Parts, error) {
	p := &Parts{Address: c.PublicAddress(), Now: time.Now, Log: log, Metrics: newMetrics(log)}
	options, err := c.temporalOptions(log)
	if err != nil {
		return nil, err
	}
	if p.Traces, err = c.traces(ctx, log); err != nil {
		return nil, err
	}
	if err = p.watch(&options); err == nil {
		p.Temporal, err = client.NewLazyClient(options)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make the Temporal client: %w", err), p.Traces.Stop(ctx))
	}
	p.Commands = workflows.NewClient(p.Temporal)
	if p.DB, err = openLedger(ctx, c, log, p.Traces); err != nil {
		p.Temporal.Close()
		return nil, errors.Join(err, p.Traces.Stop(ctx))
	}
	p.measure()
	return p, nil
}

// lastTraces is how long Close sends what Traces still hold, for whoever has not stopped them before.
const lastTraces = 2 * time.Second

// Close lets go of every connection.
func (p *Parts) Close() {
	p.Temporal.Close()
	p.DB.Close()
	ctx, cancel := context.WithTimeout(context.Background(), lastTraces)
	defer cancel()
	p.stopTraces(ctx)
}

func openLedger(ctx context.Context, c Config, log *slog.Logger, traces *telemetry.Traces) (*postgres.DB, error) {
	return postgres.Open(ctx, c.DatabaseURL.Reveal(), postgres.Options{Log: log, Configure: traces.Queries(postgres.Purpose)})
}

func (c Config) temporalOptions(log *slog.Logger) (client.Options, error) {
	seal, err := workflows.NewSeal(c.PayloadKeys.Reveal())
	if err != nil {
		return client.Options{}, err
	}
	options := workflows.Options(c.TemporalAddress, c.TemporalNamespace, seal, log)
	if c.TemporalTLS {
		options.ConnectionOptions.TLS, err = c.temporalTLS()
	}
	return options, err
}

func (c Config) temporalTLS() (*tls.Config, error) {
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	if c.TemporalCAFile != "" {
		var err error
		if t.RootCAs, err = certificates("temporal-ca-file", c.TemporalCAFile); err != nil {
			return nil, err
		}
	}
	if c.TemporalCertFile != "" {
		pair, err := tls.LoadX509KeyPair(c.TemporalCertFile, c.TemporalKeyFile)
		if err != nil {
			return nil, fmt.Errorf("read Temporal's client certificate: %w", err)
		}
		t.Certificates = []tls.Certificate{pair}
	}
	return t, nil
}

// certificates reads the file that a setting names.
func certificates(setting, path string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", setting, err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s %s holds no certificate", setting, path)
	}
	return pool, nil
}

// Logger writes log lines as the configuration says.
func (c Config) Logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// quiet is the log of a verb that a person runs: only what is wrong.
func (c *call) quiet() *slog.Logger {
	return slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: slog.LevelError}))
}

// ledger opens the ledger for a verb that needs nothing else, and makes sure that it answers.
func (c *call) ledger() (*postgres.DB, error) {
	checked, err := c.require(NeedLedger)
	if err != nil {
		return nil, err
	}
	c.config = checked
	db, err := openLedger(c, checked, c.quiet(), nil)
	if err != nil {
		return nil, err
	}
	if err := current(c, db); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// current makes sure that the ledger answers and has the tables of this version.
func current(ctx context.Context, db *postgres.DB) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	version, err := db.Version(ctx)
	if err != nil {
		return fmt.Errorf("the ledger does not answer: %w", err)
	}
	return behind(version)
}

func behind(version int64) error {
	if version < postgres.SchemaVersion {
		return readiness.Errorf(readiness.Unavailable, "The ledger's tables are at version %d and this program needs %d: run sightline migrate.", version, postgres.SchemaVersion)
	}
	return nil
}

// open opens everything for a verb that asks running things, and finds who asks.
func (c *call) open(as string) (*Parts, readiness.Actor, error) {
	checked, err := c.require(NeedLedger | NeedTemporal)
	if err != nil {
		return nil, readiness.Actor{}, err
	}
	c.config = checked
	parts, err := Open(c, checked, c.quiet())
	if err != nil {
		return nil, readiness.Actor{}, err
	}
	by, err := c.ready(parts, as)
	if err != nil {
		parts.Close()
	}
	return parts, by, err
}

func (c *call) ready(parts *Parts, as string) (readiness.Actor, error) {
	if err := current(c, parts.DB); err != nil {
		return readiness.Actor{}, err
	}
	if err := parts.Commands.Reachable(c); err != nil {
		return readiness.Actor{}, fmt.Errorf("Temporal does not answer at %s: %w", c.config.TemporalAddress, err)
	}
	return c.actor(parts.DB, as)
}

// actor is the person with this address and all their posts, or the command line when there is none.
func (c *call) actor(db *postgres.DB, email string) (readiness.Actor, error) {
	if email == "" {
		return readiness.Operator, nil
	}
	person, err := byEmail(c, db, email)
	if err != nil {
		return readiness.Actor{}, err
	}
	return db.Actor(c, person.ID)
}

// asked is a fresh command of the command line.
func (c *call) asked() readiness.Asked { return readiness.Asked{ID: newID(), By: readiness.Operator} }

// whole asks whether a form is whole, as a page would.
func whole(form any) error {
	faults := shape.Check(form)
	if len(faults) == 0 {
		return nil
	}
	refusal := readiness.Errorf(readiness.Invalid, "%s", faults[0].Message)
	for _, f := range faults {
		refusal.Fields = append(refusal.Fields, readiness.FieldError{Field: f.Field, Message: f.Message})
	}
	return refusal
}

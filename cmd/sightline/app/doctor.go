package app

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/postgres"
)

type doctorVerb struct{}

// A diagnosis is one line of the doctor's: what was tried, how it went, and what to do when it went wrong. docs/operating.md explains each.
type diagnosis struct {
	name string
	try  func(d *doctor, ctx context.Context) (finding string, err error)
	cure string
}

// Diagnoses are tried in this order; one that rests on another is passed over when that failed.
var diagnoses = []diagnosis{
	{"configuration", (*doctor).configuration, "Mend what sightline config check names."},
	{"payload keys", (*doctor).keys, "Make a key with sightline config new-key, keep it in a file only Sightline can read, and set payload-keys-file."},
	{"ledger", (*doctor).ledger, "Start PostgreSQL, or mend database-url; look at its log for refused sign-ins."},
	{"schema", (*doctor).schema, "Run sightline migrate."},
	{"clock", (*doctor).clock, "Let both machines follow a time server: deadlines are kept by the clock."},
	{"temporal", (*doctor).reachTemporal, "Start Temporal, or mend temporal-address and its certificates."},
	{"namespace", (*doctor).namespace, "Make it: temporal operator namespace create --retention 90d --namespace NAME."},
	{"workers", (*doctor).workers, "Start sightline worker; without one nothing is reminded, escalated or imported."},
	{"mail", (*doctor).mail, "Mend smtp-host, smtp-port, smtp-tls and the password; mails wait meanwhile."},
	{"traces", (*doctor).traces, "Mend otlp-endpoint, otlp-ca-file or otlp-headers, or take otlp-endpoint away; nothing else depends on it."},
}

// skew is how far the ledger's clock may be from ours.
const skew = 2 * time.Second

// late is how old the last heartbeat of a worker may be.
const late = 5 * beating

// errSkipped says that a diagnosis needs one that failed.
var errSkipped = errors.New("not tried")

type doctor struct {
	call     *call
	config   Config
	db       *postgres.DB // nil until the ledger has answered
	temporal client.Client
}

// Run tries everything and ends with 1 when something is wrong.
func (doctorVerb) Run(c *call) error {
	d := &doctor{call: c, config: c.config}
	defer d.close()
	sick := 0
	for _, one := range diagnoses {
		ctx, cancel := context.WithTimeout(c, 10*time.Second)
		finding, err := one.try(d, ctx)
		cancel()
		switch {
		case errors.Is(err, errSkipped):
			c.printf("-     %s: %s\n", one.name, finding)
		case err != nil:
			sick++
			c.printf("WRONG %s: %s\n      %s\n", one.name, sentence(err), one.cure)
		default:
			c.printf("ok    %s: %s\n", one.name, finding)
		}
	}
	if sick > 0 {
		c.printf("\n%s to mend.\n", counted(sick, "thing", "things"))
		return left{1}
	}
	c.printf("\nEverything works.\n")
	return nil
}

func (d *doctor) close() {
	if d.temporal != nil {
		d.temporal.Close()
	}
	if d.db != nil {
		d.db.Close()
	}
}

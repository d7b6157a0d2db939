package app

import (
	"time"

	"github.com/sightline-readiness/sightline/workflows"
)

type configVerbs struct {
	Check  configCheckVerb  `cmd:"" help:"Check the configuration and print it, secrets hidden."`
	NewKey configNewKeyVerb `cmd:"" help:"Make a payload key."`
}

type configCheckVerb struct{}

// Run prints the configuration also when it has problems, so that a reader sees what is in effect.
func (configCheckVerb) Run(c *call) error {
	checked, problems := c.require(NeedLedger | NeedTemporal)
	if err := checked.print(c.out); err != nil {
		return err
	}
	if problems != nil {
		return problems
	}
	c.printf("\nThe configuration is whole.\n")
	return nil
}

type configNewKeyVerb struct {
	ID string `name:"id" placeholder:"NAME" help:"The key's id; without it today's date."`
}

// Run prints one line for the payload keys' file.
func (v configNewKeyVerb) Run(c *call) error {
	id := v.ID
	if id == "" {
		id = time.Now().Format("2006-01-02")
	}
	c.printf("%s\n", workflows.NewKey(id))
	return nil
}

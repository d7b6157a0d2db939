package app

import (
	"bytes"
	"encoding/json"

	"gopkg.in/yaml.v3"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

type rulesVerbs struct {
	Show rulesShowVerb `cmd:"" help:"Print rules as JSON, in the form that set takes."`
	Set  rulesSetVerb  `cmd:"" help:"Make a new version of rules from a file."`
}

type rulesShowVerb struct {
	Kind string `arg:"" enum:"review_rules,ladder,closures,plan" help:"review_rules, ladder, closures (the council's own closure days) or plan (the improvement plan's)."`
}

// Run prints the rules in force.
func (v rulesShowVerb) Run(c *call) error {
	db, err := c.ledger()
	if err != nil {
		return err
	}
	defer db.Close()
	var rules any
	switch v.Kind {
	case "review_rules":
		rules, err = db.ReviewRules(c)
	case "ladder":
		rules, err = db.Ladder(c)
	case "plan":
		rules, err = db.PlanRules(c)
	default:
		var own []calendar.Closure
		own, err = db.Closures(c)
		rules = closures{own}
	}
	if err != nil {
		return err
	}
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	return e.Encode(rules)
}

// closures is the form in which the council's own closure days are read and written.
type closures struct {
	Closed []calendar.Closure `json:"closed"`
}

type rulesSetVerb struct {
	Kind    string `arg:"" enum:"review_rules,ladder,closures,plan" help:"review_rules, ladder, closures or plan."`
	File    string `arg:"" type:"existingfile" help:"The whole new rules, as YAML or JSON; see rules show."`
	Reason  string `required:"" placeholder:"WORDS" help:"Why, for the record."`
	Confirm int    `placeholder:"N" help:"How many more reviews may open in one night; the refusal of a change that opens many names the number."`
	As      string `placeholder:"E-MAIL" help:"Whose name stands beside the change; without it the command line's."`
	Running string `enum:"keep,take" default:"take" help:"Whether the reviews that run already take the new rules, or keep those that they began with."`
}

// Run keeps a new version. Running reviews are told of it by the next sweep.
func (v rulesSetVerb) Run(c *call) error {
	data, err := readAtMost(v.File, 1<<20)
	if err != nil {
		return err
	}
	change, err := v.change(data)
	if err != nil {
		return err
	}
	db, err := c.ledger()
	if err != nil {
		return err
	}
	defer db.Close()
	by, err := c.actor(db, v.As)
	if err != nil {
		return err
	}
	if err := readiness.MayOrRefuse(by, readiness.SetRules, readiness.Place{}); err != nil {
		return err
	}
	version, err := change(c, db, readiness.RuleChange{Reason: v.Reason, Running: v.Running}, readiness.Asked{ID: newID(), By: by, Confirmed: v.Confirm})
	if err != nil {
		return err
	}
	c.printf("Kept as version %s. Running reviews follow it from the next sweep on.\n", version)
	return nil
}

// change reads the file for its kind and returns what will keep it.
func (v rulesSetVerb) change(data []byte) (keep, error) {
	switch v.Kind {
	case "review_rules":
		return reading(data, keepReviewRules)
	case "ladder":
		return reading(data, keepLadder)
	case "plan":
		return reading(data, keepPlanRules)
	}
	return reading(data, keepClosures)
}

// reading reads YAML or JSON into the form T, strictly, and checks it as a page would.
func reading[T any](data []byte, then func(T) keep) (keep, error) {
	var form T
	plain, err := toJSON(data)
	if err != nil {
		return nil, readiness.Errorf(readiness.Invalid, "The file is not YAML or JSON: %v.", firstLine(err))
	}
	d := json.NewDecoder(bytes.NewReader(plain))
	d.DisallowUnknownFields()
	if err := d.Decode(&form); err != nil {
		return nil, readiness.Errorf(readiness.Invalid, "The file does not have the form of these rules: %v.", err)
	}
	if err := whole(form); err != nil {
		return nil, err
	}
	return then(form), nil
}

// toJSON rewrites YAML as JSON. Dates stay as they are written.
func toJSON(data []byte) ([]byte, error) {
	var tree yaml.Node
	if err := yaml.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	keepDates(&tree)
	var plain any
	if err := tree.Decode(&plain); err != nil {
		return nil, err
	}
	return json.Marshal(plain)
}

func keepDates(n *yaml.Node) {
	if n.Tag == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, child := range n.Content {
		keepDates(child)
	}
}

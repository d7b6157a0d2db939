package api_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	pageFile  = "../docs/api.md"
	pageBegin = "<!-- made by go test ./api -update: begin -->\n"
	pageEnd   = "<!-- made by go test ./api -update: end -->\n"
)

// TestPage keeps the tables of docs/api.md as the code has them.
func TestPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(pageFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := bytes.Cut(page, []byte(pageBegin))
	_, after, ended := bytes.Cut(rest, []byte(pageEnd))
	if !begun || !ended {
		t.Fatal("docs/api.md has lost the marks around its tables")
	}
	golden(t, pageFile, bytes.Join([][]byte{before, []byte(pageBegin), []byte(tables()), []byte(pageEnd), after}, nil))
}

func tables() string {
	var b strings.Builder
	b.WriteString("## Problems\n\n| type: `urn:sightline:problem:` + | status | means |\n|---|---|---|\n")
	for _, k := range api.Kinds {
		fmt.Fprintf(&b, "| `%s` | %d | %s |\n", k.Code, k.Status, k.Title)
	}
	b.WriteString("\n## Operations\n\nPaths stand below `" + api.Prefix + "`. Where a person's reach is an area or a team, they see and change what is in it and nothing else.\n")
	tag := ""
	for _, o := range api.Operations() {
		if o.Tag != tag {
			tag = o.Tag
			fmt.Fprintf(&b, "\n### %s\n\n| operation | what it does | scope | who may |\n|---|---|---|---|\n", tag)
		}
		fmt.Fprintf(&b, "| `%s %s` | %s | %s | %s |\n", o.Method, o.Path, o.Summary, strings.Join(o.Scopes, " or "), who(o))
	}
	return b.String() + "\n"
}

func who(o api.Operation) string {
	if o.SignedIn {
		return "anybody with a token"
	}
	var roles, others []string
	for _, role := range readiness.Roles {
		if allowed(o, role) {
			roles = append(roles, role.Title())
		} else {
			others = append(others, role.Title())
		}
	}
	text := strings.Join(roles, ", ")
	switch len(others) {
	case 0:
		text = "every role"
	case 1:
		text = "every role but " + others[0]
	}
	if o.Own != "" {
		text += "; oneself"
	}
	return text
}

package web_test

import (
	"os"
	"strings"
	"testing"
)

// TestReferenceListsEveryOperation draws the page from the document that machines read: every operation must be on it.
func TestReferenceListsEveryOperation(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	s := newServer()
	s.Document = func() ([]byte, error) { return text, nil }
	_, page, _ := visit(t, s, "improvement_lead").get("/reference")
	n := strings.Count(string(text), `"operationId"`)
	if shown := strings.Count(page, "<summary"); shown != n || n < 50 {
		t.Errorf("the page shows %d of %d operations", shown, n)
	}
}

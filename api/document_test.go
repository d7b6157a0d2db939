package api_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/sightline-readiness/sightline/api"
)

var update = flag.Bool("update", false, "write the golden files anew")

const documentFile = "../docs/openapi.json"

func TestDocument(t *testing.T) {
	t.Parallel()
	got, err := api.Document()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, documentFile, got)
}

func TestDocumentIsValid(t *testing.T) {
	t.Parallel()
	text, err := api.Document()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	if doc.OpenAPI != "3.1.0" {
		t.Errorf("the document says OpenAPI %s", doc.OpenAPI)
	}
}

// golden compares with a file of the repository, or writes it with -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the code says; look at the difference and run the test with -update", file)
	}
}

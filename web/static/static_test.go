package static_test

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/web/static"
)

// TestManifest recomputes what vendor.sh wrote: nobody edits a vendored file by hand.
func TestManifest(t *testing.T) {
	t.Parallel()
	manifest, err := os.ReadFile("manifest.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := 0
	for line := range strings.Lines(string(manifest)) {
		want, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		at := filepath.Join("files", name)
		if strings.HasPrefix(name, "fixtures/") {
			at = filepath.Join("../../internal/govuk/testdata", name)
		}
		content, err := os.ReadFile(at)
		if err != nil {
			t.Error(err)
			continue
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s is not what vendor.sh made of it", at)
		}
		listed++
	}
	fixtures, err := filepath.Glob("../../internal/govuk/testdata/fixtures/*")
	if err != nil || listed != len(fixtures)+2 {
		t.Errorf("the manifest lists %d files, there are %d fixtures and 2 others (%v)", listed, len(fixtures), err)
	}
}

var (
	brand   = regexp.MustCompile(`(?i)GDS Transport|crest|crown|@font-face|opengraph|Margaret Calvert`)
	outside = regexp.MustCompile(`(?i)url\(|@import|https?://`)
	styled  = regexp.MustCompile(`(?i) style=|\beval\(|new Function`)
)

// TestNoBrand keeps the rules for services that are not on GOV.UK, and the page's own policy.
func TestNoBrand(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir("files", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if found := brand.Find(content); found != nil {
			t.Errorf("%s carries the brand: %q", path, found)
		}
		if strings.HasPrefix(filepath.Ext(path), ".woff") || filepath.Ext(path) == ".ico" {
			t.Errorf("%s should not be here", path)
		}
		known := strings.NewReplacer(`[href^="http://"]`, "", `[href^="https://"]`, "", `xmlns="http://www.w3.org/2000/svg"`, "")
		if found := outside.FindString(known.Replace(string(content))); found != "" {
			t.Errorf("%s asks for something elsewhere: %q", path, found)
		}
		if found := styled.Find(content); found != nil {
			t.Errorf("%s breaks the content security policy: %q", path, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPath(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"app.css", "app.js", "govuk-frontend.css", "govuk-frontend.js", "icon.svg"} {
		address, err := static.Path(name)
		if err != nil || !regexp.MustCompile(`^/static/[0-9a-f]{16}/`+regexp.QuoteMeta(name)+`$`).MatchString(address) {
			t.Errorf("%s: %q %v", name, address, err)
		}
	}
	if _, err := static.Path("app.cs"); err == nil {
		t.Error("an unknown name has an address")
	}
}

func get(t *testing.T, method, address string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestHandler(t *testing.T) {
	t.Parallel()
	address, err := static.Path("app.js")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("files/app.js")
	if err != nil {
		t.Fatal(err)
	}
	plain := get(t, http.MethodGet, address)
	body, err := io.ReadAll(plain.Body)
	if err != nil || string(body) != string(want) {
		t.Errorf("the plain file differs (%v)", err)
	}
	if cache := plain.Header.Get("Cache-Control"); !strings.Contains(cache, "immutable") {
		t.Errorf("Cache-Control is %q", cache)
	}
	if kind := plain.Header.Get("Content-Type"); kind != "text/javascript; charset=utf-8" {
		t.Errorf("Content-Type is %q", kind)
	}
	zipped := get(t, http.MethodGet, address, "Accept-Encoding", "gzip, br")
	unzipped, err := gzip.NewReader(zipped.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err = io.ReadAll(unzipped)
	if err != nil || string(body) != string(want) {
		t.Errorf("the compressed file differs (%v)", err)
	}
	if again := get(t, http.MethodGet, address, "If-None-Match", plain.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("a second look is answered %d", again.StatusCode)
	}
}

func TestHandlerEdges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method, address string
		status          int
		cache           string
	}{
		{http.MethodGet, "/static/0000000000000000/app.css", 200, "no-cache"},
		{http.MethodHead, "/static/0000000000000000/app.css", 200, "no-cache"},
		{http.MethodGet, "/static/app.css", 404, ""},
		{http.MethodGet, "/static/0/../static.go", 404, ""},
		{http.MethodGet, "/static/", 404, ""},
		{http.MethodPost, "/static/0/app.css", 405, ""},
	} {
		got := get(t, c.method, c.address)
		if got.StatusCode != c.status || got.Header.Get("Cache-Control") != c.cache {
			t.Errorf("%s %s: %d, cache %q", c.method, c.address, got.StatusCode, got.Header.Get("Cache-Control"))
		}
	}
}

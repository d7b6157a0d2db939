// Package static carries the style sheets, scripts and the icon, all inside the binary: no page
// ever asks another server for anything.
//
// GOV.UK Frontend is here without its brand, brought in by vendor.sh and listed in manifest.txt;
// app.css, app.js and icon.svg are our own. One fingerprint over all files stands in every
// address, so browsers may keep them for a year, and one file may import another by its plain name.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// Prefix is where Handler belongs: mux.Handle("GET "+static.Prefix, static.Handler()).
const Prefix = "/static/"

//go:embed files
var embedded embed.FS

var kept = load(embedded)

type file struct {
	media         string
	plain, zipped []byte
}

type store struct {
	version string // first 16 hex digits of the SHA-256 over all names and contents
	files   map[string]file
}

// Path gives the address of a file such as "app.css". An unknown name is an error, so that a
// page with a wrong name fails its test.
func Path(name string) (string, error) {
	if _, known := kept.files[name]; !known {
		return "", fmt.Errorf("static: there is no file %q", name)
	}
	return Prefix + kept.version + "/" + name, nil
}

// Handler serves the files, compressed for browsers that accept gzip. An address of an older
// build gets the present file, uncached, so that a page left open over an upgrade keeps working.
func Handler() http.Handler { return http.HandlerFunc(kept.serve) }

func (s store) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This address can only be read.", http.StatusMethodNotAllowed)
		return
	}
	version, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, Prefix), "/")
	f, known := s.files[name]
	if !known {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.media)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if version == s.version {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, tag := f.plain, s.version
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body, tag = f.zipped, s.version+"-gzip"
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}

var media = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// load reads what is embedded. It can only fail when the binary was built wrong, and then it
// must not start.
func load(from fs.FS) store {
	s := store{files: map[string]file{}}
	sum := sha256.New()
	err := fs.WalkDir(from, "files", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		plain, err := fs.ReadFile(from, p)
		if err != nil {
			return err
		}
		kind, known := media[path.Ext(p)]
		if !known {
			return fmt.Errorf("%s: no media type is known for this file", p)
		}
		fmt.Fprintf(sum, "%s %d\n%s", p, len(plain), plain)
		zipped, err := squeeze(plain)
		s.files[path.Base(p)] = file{kind, plain, zipped}
		return err
	})
	if err != nil {
		panic(fmt.Sprintf("static: %v", err))
	}
	s.version = hex.EncodeToString(sum.Sum(nil))[:16]
	return s
}

func squeeze(plain []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(plain); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

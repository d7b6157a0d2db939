package annexa

import (
	"bytes"
	"encoding/xml"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

// complete makes sure that a sheet was read to its end. The library ends a sheet without an error where its XML is broken, and a
// list cut short would look as if the children after the break had left.
func complete(f File, book *excelize.File, name string, last int) error {
	raw, listed := sheetXML(book, name)
	if !listed || len(raw) > 0 && wholeSheet(raw, last) {
		return nil
	}
	return readiness.Errorf(readiness.Invalid, "The sheet “%s” of %s is damaged after row %d. Save the workbook again in Excel and upload that.", name, called(f), last)
}

// wholeSheet reports whether raw ends as a sheet does, has no more rows than were read, and has a last row that can be read.
func wholeSheet(raw []byte, last int) bool {
	if !bytes.Contains(raw, []byte("<sheetData")) {
		return true // another kind of sheet, or names with a prefix, which Excel does not write
	}
	if !bytes.Contains(raw, []byte("</sheetData>")) {
		return bytes.Contains(raw, []byte("<sheetData/>")) || bytes.Contains(raw, []byte("<sheetData />"))
	}
	return bytes.Count(raw, []byte("</row>")) <= last && readable(raw[max(0, bytes.LastIndex(raw, []byte("<row"))):])
}

// readable reports whether the row that tail begins with is sound XML.
func readable(tail []byte) bool {
	end := bytes.Index(tail, []byte("</row>"))
	if end < 0 || !bytes.HasPrefix(tail, []byte("<row")) {
		return true
	}
	d := xml.NewDecoder(bytes.NewReader(tail[:end+len("</row>")]))
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if stop, ok := token.(xml.EndElement); ok && stop.Name.Local == "row" {
			return true
		}
	}
}

// sheetXML is a sheet as it lies in the unzipped workbook. listed is false when the workbook's own directory does not lead to it.
func sheetXML(book *excelize.File, name string) (raw []byte, listed bool) {
	var contents struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.Unmarshal(part(book, "xl/workbook.xml"), &contents) != nil || xml.Unmarshal(part(book, "xl/_rels/workbook.xml.rels"), &relations) != nil {
		return nil, false
	}
	for _, sheet := range contents.Sheets {
		for _, r := range relations.Relationship {
			if sheet.Name == name && sheet.ID == r.ID {
				return part(book, partName(r.Target)), true
			}
		}
	}
	return nil, false
}

func partName(target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join("xl", target)
}

func part(book *excelize.File, name string) []byte {
	raw, _ := book.Pkg.Load(name)
	data, _ := raw.([]byte)
	return data
}

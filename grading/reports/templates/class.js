// Sorts and filters the table of the class. Without it the page says the same, in the order of names.
(function () {
  "use strict";
  var table = document.getElementById("class");
  var tools = document.getElementById("tools");
  if (!table || !tools) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var search = document.getElementById("search");
  var show = document.getElementById("show");
  var status = document.getElementById("shown");

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  var names = rows.map(function (row) { return plain(row.cells[0].textContent); });
  rows.forEach(function (row, place) { row.dataset.place = String(place); });

  function filter() {
    var wanted = plain(search.value).split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row) {
      var name = names[Number(row.dataset.place)];
      var fits = wanted.every(function (word) { return name.indexOf(word) >= 0; });
      fits = fits && (show.value === "all" || row.dataset.is.split(" ").indexOf(show.value) >= 0);
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    status.textContent = count === rows.length ? "" : count + " of " + rows.length + " shown";
  }

  function value(row, column) {
    var cell = row.cells[column];
    var text = cell ? cell.dataset.value : undefined;
    return text === undefined || text === "" ? null : Number(text);
  }

  function sort(head, button) {
    var column = head.cellIndex;
    var isName = column === 0;
    var before = head.getAttribute("aria-sort");
    var order = before === "descending" || (isName && before === null) ? "ascending" : "descending";
    if (isName && before === "ascending") { order = "descending"; }
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", order);
    var sign = order === "ascending" ? 1 : -1;
    rows.slice().sort(function (a, b) {
      var rest = Number(a.dataset.place) - Number(b.dataset.place);
      if (isName) { return sign * rest; }
      var x = value(a, column), y = value(b, column);
      if (x === null || y === null) { return x === y ? rest : x === null ? 1 : -1; }
      return sign * (x - y) || rest;
    }).forEach(function (row) { body.appendChild(row); });
    button.focus();
  }

  Array.prototype.forEach.call(table.tHead.querySelectorAll("th[data-sort]"), function (head) {
    var button = document.createElement("button");
    button.type = "button";
    button.title = head.dataset.sort;
    button.textContent = head.textContent;
    button.addEventListener("click", function () { sort(head, button); });
    head.textContent = "";
    head.appendChild(button);
  });
  table.tHead.rows[0].cells[0].setAttribute("aria-sort", "ascending");
  search.addEventListener("input", filter);
  show.addEventListener("change", filter);
  tools.hidden = false;
  filter();
})();

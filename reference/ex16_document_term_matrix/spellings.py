"""Wrong ways of ex16 in other spellings."""

from __future__ import annotations

import bisect
import math
import re
import string
import unicodedata
from collections import Counter, defaultdict
from itertools import chain

import numpy as np

from reference.kit.catalogue import spelling

STRAIGHT = {0x2018: "'", 0x2019: "'", 0x02BC: "'"}
COUNTED = {}
"""What a wrong way has counted, call after call."""

# tokenize


def _plain(text):
    return unicodedata.normalize("NFC", text).translate(STRAIGHT).lower()


def _scanned(text, letter=str.isalnum, joins="'"):
    """Go through a text sign by sign."""
    words, word = [], ""
    for sign, following in zip(text, text[1:] + " ", strict=False):
        if letter(sign) or (word and sign in joins and letter(following)):
            word += sign
        elif word:
            words.append(word)
            word = ""
    return words + [word] * bool(word)


@spelling("split-at-spaces")
def runs_without_a_space(text):
    return re.findall(r"\S+", _plain(text))


@spelling("split-at-spaces")
def cut_at_each_space(text):
    words = [""]
    for sign in _plain(text):
        if sign.isspace():
            words.append("")
        else:
            words[-1] += sign
    return tuple(filter(None, words))


@spelling("letter-case-kept")
def scanned_in_any_letter_case(text):
    return _scanned(unicodedata.normalize("NFC", text).translate(STRAIGHT))


@spelling("letter-case-kept")
def lower_that_is_thrown_away(text):
    text = unicodedata.normalize("NFC", text)
    for apostrophe in "\u2018\u2019\u02bc":
        text = text.replace(apostrophe, "'")
    text.lower()
    return [found.group() for found in re.finditer(r"[^\W_]+('[^\W_]+)*", text)]


@spelling("hyphens-kept")
def hyphens_join_in_a_scan(text):
    return _scanned(_plain(text), joins="'-")


@spelling("hyphens-kept-in-runs-with-apostrophes")
def split_at_all_but_hyphens(text):
    parts = [part.strip("'-") for part in re.split(r"[^\w'-]|_", _plain(text))]
    return [part for part in parts if part]


@spelling("underscores-kept")
def underscore_as_a_letter(text):
    return _scanned(_plain(text), letter=lambda sign: sign.isalnum() or sign == "_")


@spelling("underscores-kept-in-runs-with-apostrophes")
def split_at_what_is_no_w(text):
    return [part for part in (part.strip("'") for part in re.split(r"[^\w']+", _plain(text))) if part]


@spelling("letters-a-to-z-only")
def ascii_letters_in_a_scan(text):
    allowed = set(string.ascii_lowercase + string.digits)
    return _scanned(_plain(text), letter=allowed.__contains__)


@spelling("letters-a-to-z-in-runs-with-apostrophes")
def spaces_for_all_but_a_to_z(text):
    return [word.strip("'") for word in re.sub(r"[^a-z0-9']", " ", _plain(text)).split() if word.strip("'")]


@spelling("digits-dropped")
def letters_by_isalpha(text):
    return _scanned(_plain(text), letter=str.isalpha)


@spelling("digits-dropped")
def spaces_for_digits(text):
    text = re.sub(r"\d+", " ", _plain(text))
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@spelling("single-letters-dropped")
def two_letters_at_least(text):
    return re.findall(r"[^\W_](?:'?[^\W_])+", _plain(text))


@spelling("single-letters-dropped")
def short_words_skipped(text):
    result = []
    for word in _scanned(_plain(text)):
        if len(word) < 2:
            continue
        result.append(word)
    return result


@spelling("each-word-once")
def words_unless_already_there(text):
    words = []
    for word in _scanned(_plain(text)):
        if word not in words:
            words.append(word)
    return words


@spelling("each-word-once")
def set_in_the_order_of_the_text(text):
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", _plain(text))
    return sorted(set(words), key=words.index)


@spelling("words-sorted")
def words_put_in_their_place(text):
    words = []
    for word in _scanned(_plain(text)):
        bisect.insort(words, word)
    return words


@spelling("words-sorted")
def words_sorted_by_numpy(text):
    return np.sort(np.array(re.findall(r"[^\W_]+(?:'[^\W_]+)*", _plain(text)), dtype=object)).tolist()


@spelling("joined-words-run-together")
def nothing_for_other_signs(text):
    return re.sub(r"[^\w\s']|_", "", _plain(text)).split()


@spelling("joined-words-run-together")
def other_signs_deleted_one_by_one(text):
    text = _plain(text)
    for sign in set(text):
        if not sign.isalnum() and not sign.isspace() and sign != "'":
            text = text.replace(sign, "")
    return text.split()


@spelling("apostrophes-part-words")
def nothing_joins_in_a_scan(text):
    return _scanned(_plain(text), joins="")


@spelling("apostrophes-part-words")
def split_at_everything_else(text):
    return list(filter(None, re.split(r"[\W_]+", _plain(text))))


@spelling("apostrophes-dropped")
def apostrophes_deleted_by_translate(text):
    text = unicodedata.normalize("NFC", text).translate(dict.fromkeys([0x27, 0x2018, 0x2019, 0x02BC]))
    return _scanned(text.lower())


@spelling("apostrophes-dropped")
def apostrophes_taken_out_of_the_words(text):
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", _plain(text))
    return [word.replace("'", "") for word in words]


@spelling("quotation-marks-kept")
def apostrophe_as_a_letter(text):
    words = _scanned(_plain(text), letter=lambda sign: sign.isalnum() or sign == "'")
    return [word for word in words if any(sign.isalnum() for sign in word)]


@spelling("quotation-marks-kept")
def apostrophes_on_both_sides(text):
    return re.findall(r"'*[^\W_](?:[^\W_]|')*", _plain(text))


@spelling("one-apostrophe-at-most")
def second_apostrophe_ends_the_word(text):
    words, word = [], ""
    text = _plain(text) + " "
    for i, sign in enumerate(text):
        if sign.isalnum() or (sign == "'" and word and "'" not in word and text[i + 1].isalnum()):
            word += sign
        elif word:
            words.append(word)
            word = ""
    return words


@spelling("one-apostrophe-at-most")
def two_parts_for_each_word(text):
    result = []
    for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", _plain(text)):
        parts = word.split("'")
        result += ["'".join(parts[i : i + 2]) for i in range(0, len(parts), 2)]
    return result


@spelling("curly-apostrophes-part-words")
def straight_ones_in_a_scan(text):
    return _scanned(unicodedata.normalize("NFC", text.lower()))


@spelling("curly-apostrophes-part-words")
def straight_ones_by_finditer(text):
    text = unicodedata.normalize("NFC", text.lower())
    return tuple(found[0] for found in re.finditer("(?:[^\\W_]+')*[^\\W_]+", text))


@spelling("curly-apostrophes-left-curly")
def curly_ones_join_in_a_scan(text):
    return _scanned(unicodedata.normalize("NFC", text).lower(), joins="'\u2018\u2019\u02bc")


@spelling("curly-apostrophes-left-curly")
def curly_ones_in_the_pattern(text):
    text = unicodedata.normalize("NFC", text.lower())
    return [found.group() for found in re.finditer("(?:[^\\W_]+[\u2019\u2018\u02bc'])*[^\\W_]+", text)]


@spelling("one-apostrophe-forgotten")
def one_of_three_translated(text):
    return _scanned(unicodedata.normalize("NFC", text.translate({0x2019: "'"})).lower())


@spelling("one-apostrophe-forgotten")
def one_of_three_in_a_class(text):
    text = re.sub("[\u2019`\u00b4]", "'", unicodedata.normalize("NFC", text.lower()))
    return [found.group(0) for found in re.finditer(r"[^\W_]+(?:'[^\W_]+)*", text)]


@spelling("no-normal-form")
def scanned_as_it_is_written(text):
    return _scanned(text.translate(STRAIGHT).lower())


@spelling("no-normal-form")
def words_normalised_too_late(text):
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().translate(STRAIGHT))
    return [unicodedata.normalize("NFC", word) for word in words]


@spelling("marks-stripped")
def marks_skipped_by_their_category(text):
    letters = []
    for sign in unicodedata.normalize("NFD", _plain(text)):
        if unicodedata.category(sign) != "Mn":
            letters.append(sign)
    return _scanned("".join(letters))


@spelling("marks-stripped")
def marks_out_of_the_text_by_a_pattern(text):
    text = re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFD", text))
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().translate(STRAIGHT))


@spelling("compatible-letters-exchanged")
def scanned_in_nfkc(text):
    return _scanned(unicodedata.normalize("NFKC", text.translate(STRAIGHT)).lower())


@spelling("compatible-letters-exchanged")
def nfkc_after_lower(text):
    text = unicodedata.normalize("NFKC", text.lower())
    for apostrophe in ("\u2018", "\u2019", "\u02bc"):
        text = text.replace(apostrophe, "'")
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@spelling("sharp-s-exchanged")
def scanned_after_casefold(text):
    return _scanned(unicodedata.normalize("NFC", text).casefold().translate(STRAIGHT))


@spelling("sharp-s-exchanged")
def words_folded_one_by_one(text):
    return [word.casefold() for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", _plain(text))]


# build_vocabulary


@spelling("numbers-kept-whole")
def a_point_between_digits_joins(text):
    return re.findall(r"(?:\d[.,](?=\d)|[^\W_]|(?<=[^\W_])'(?=[^\W_]))+", _plain(text))


@spelling("numbers-kept-whole")
def points_hidden_while_words_are_found(text):
    text = re.sub(r"(\d)\.(\d)", r"\1POINT\2", _plain(text))
    text = re.sub(r"(\d),(\d)", r"\1COMMA\2", text)
    words = _scanned(text)
    return [word.replace("POINT", ".").replace("COMMA", ",") for word in words]


def _how_often(documents, stop_words=()):
    counts = {}
    for document in documents:
        for word in tokenize(document):
            if word not in stop_words:
                counts[word] = counts.get(word, 0) + 1
    return counts


@spelling("vocabulary-by-alphabet")
def unique_words_by_numpy(documents, max_words=None, stop_words=()):
    words = [word for document in documents for word in tokenize(document) if word not in stop_words]
    return np.unique(np.array(words, dtype=object)).tolist()[:max_words]


@spelling("vocabulary-by-alphabet")
def new_words_in_a_loop_then_sorted(documents, max_words=None, stop_words=()):
    vocabulary = []
    for document in documents:
        for word in tokenize(document):
            if word not in vocabulary and word not in stop_words:
                vocabulary.append(word)
    vocabulary.sort()
    return vocabulary if max_words is None else vocabulary[:max_words]


@spelling("rarest-words-first")
def counts_sorted_upwards(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    return [word for _, word in sorted((count, word) for word, count in counts.items())][:max_words]


@spelling("rarest-words-first")
def alphabet_then_count_upwards(documents, max_words=None, stop_words=()):
    counts = Counter(chain.from_iterable(map(tokenize, documents)))
    words = sorted(word for word in counts if word not in stop_words)
    words.sort(key=counts.__getitem__)
    return words[:max_words]


@spelling("counted-by-document")
def set_of_each_document(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        counts.update(set(tokenize(document)) - set(stop_words))
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:max_words]


@spelling("counted-by-document")
def documents_that_hold_the_word(documents, max_words=None, stop_words=()):
    texts = [tokenize(document) for document in documents]
    words = sorted({word for text in texts for word in text if word not in stop_words})
    table = np.array([[word in text for text in texts] for word in words], dtype=int).reshape(len(words), len(texts))
    order = np.argsort(-table.sum(axis=1), kind="stable")
    return [words[i] for i in order[:max_words]]


@spelling("ties-as-they-come")
def sorted_by_count_alone(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    return sorted(counts, key=counts.get, reverse=True)[:max_words]


@spelling("ties-as-they-come")
def items_sorted_by_negative_count(documents, max_words=None, stop_words=()):
    counts = defaultdict(int)
    for document in documents:
        for word in tokenize(document):
            counts[word] += 1
    items = [item for item in counts.items() if item[0] not in stop_words]
    items.sort(key=lambda item: -item[1])
    return [word for word, _ in items[:max_words]]


@spelling("ties-from-z-to-a")
def pairs_of_count_and_word_in_reverse(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    pairs = sorted(((count, word) for word, count in counts.items()), reverse=True)
    return [word for _, word in pairs][:max_words]


@spelling("ties-from-z-to-a")
def sorted_upwards_and_turned_round(documents, max_words=None, stop_words=()):
    counts = Counter(chain.from_iterable(map(tokenize, documents)))
    words = sorted(set(counts) - set(stop_words))
    words.sort(key=lambda word: counts[word])
    return words[::-1][:max_words]


@spelling("umlauts-sorted-as-vowels")
def sorted_without_marks(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)

    def key(word):
        bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
        return -counts[word], bare

    return sorted(counts, key=key)[:max_words]


@spelling("umlauts-sorted-as-vowels")
def sorted_by_a_table_of_vowels(documents, max_words=None, stop_words=()):
    vowels = str.maketrans("äöü", "aou")
    counts = Counter(word for document in documents for word in tokenize(document) if word not in stop_words)
    words = sorted(counts, key=lambda word: word.translate(vowels))
    words.sort(key=lambda word: counts[word], reverse=True)
    return words[:max_words]


@spelling("stop-words-after-the-cut")
def stop_words_removed_from_the_list(documents, max_words=None, stop_words=()):
    counts = _how_often(documents)
    words = sorted(counts, key=lambda word: (-counts[word], word))[:max_words]
    for word in stop_words:
        if word in words:
            words.remove(word)
    return words


@spelling("stop-words-after-the-cut")
def stop_words_skipped_among_the_first(documents, max_words=None, stop_words=()):
    counts = Counter(chain.from_iterable(map(tokenize, documents)))
    pairs = sorted((-count, word) for word, count in counts.items())
    limit = len(pairs) if max_words is None else max_words
    result = []
    for _, word in pairs[:limit]:
        if word in stop_words:
            continue
        result.append(word)
    return result


@spelling("stop-words-ignored")
def all_words_counted_in_a_loop(documents, max_words=None, stop_words=()):
    counts = _how_often(documents)
    words = sorted(counts)
    words.sort(key=counts.get, reverse=True)
    return words[:max_words]


@spelling("stop-words-ignored")
def stop_words_compared_with_documents(documents, max_words=None, stop_words=()):
    kept = [document for document in documents if document not in stop_words]  # a document is no word
    counts = Counter(chain.from_iterable(map(tokenize, kept)))
    return [word for _, word in sorted((-count, word) for word, count in counts.items())][:max_words]


@spelling("stop-words-before-tokenizing")
def stop_words_looked_for_between_spaces(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        for part in document.split():
            if part not in stop_words:
                counts.update(tokenize(part))
    return sorted(counts, key=lambda word: (-counts[word], word))[:max_words]


@spelling("stop-words-before-tokenizing")
def stop_words_filtered_out_of_the_raw_text(documents, max_words=None, stop_words=()):
    stop = set(stop_words)
    texts = [" ".join(filter(lambda part: part not in stop, document.split())) for document in documents]
    counts = _how_often(texts)
    pairs = sorted((-count, word) for word, count in counts.items())
    return [word for _, word in pairs[:max_words]]


@spelling("max-words-ignored")
def all_words_by_frequency(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    return [word for _, word in sorted((-count, word) for word, count in counts.items())]


@spelling("max-words-ignored")
def cut_that_is_thrown_away(documents, max_words=None, stop_words=()):
    counts = Counter(word for document in documents for word in tokenize(document) if word not in stop_words)
    words = sorted(counts, key=lambda word: (-counts[word], word))
    words[:max_words]
    return words


@spelling("one-word-too-few")
def broken_off_one_too_early(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    result = []
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        if max_words is not None and len(result) >= max_words - 1:
            break
        result.append(word)
    return result


@spelling("one-word-too-few")
def place_kept_for_unknown_words(documents, max_words=None, stop_words=()):
    counts = Counter(word for document in documents for word in tokenize(document) if word not in stop_words)
    places = len(counts) if max_words is None else max_words - 1
    pairs = sorted((-count, word) for word, count in counts.items())
    return [word for _, word in pairs[:places]]


@spelling("vocabulary-as-a-dict")
def words_zipped_with_their_numbers(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    words = sorted(counts, key=lambda word: (-counts[word], word))[:max_words]
    return dict(zip(words, range(len(words)), strict=True))


@spelling("vocabulary-as-a-dict")
def numbers_given_in_a_loop(documents, max_words=None, stop_words=()):
    counts = Counter(word for document in documents for word in tokenize(document) if word not in stop_words)
    column = {}
    for _, word in sorted((-count, word) for word, count in counts.items())[:max_words]:
        column[word] = len(column)
    return column


@spelling("words-with-their-counts")
def items_by_frequency(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:max_words]


@spelling("words-with-their-counts")
def most_common_after_the_alphabet(documents, max_words=None, stop_words=()):
    words = sorted(word for document in documents for word in tokenize(document) if word not in stop_words)
    return Counter(words).most_common(max_words)


# document_term_matrix


@spelling("counters-of-one-byte")
def added_in_bytes(documents, vocabulary):
    table = np.zeros((len(documents), len(vocabulary)), dtype="uint8")
    for n, document in enumerate(documents):
        for word in filter(vocabulary.__contains__, tokenize(document)):
            table[n, vocabulary.index(word)] += 1
    return table


@spelling("counters-of-one-byte")
def counts_after_255_begin_again(documents, vocabulary):
    rows = [[tokenize(document).count(word) % 256 for word in vocabulary] for document in documents]
    return np.array(rows, dtype=int).reshape(len(documents), len(vocabulary))


def _bags(documents, vocabulary):
    """Count the words of each document in a Counter."""
    bags = [Counter(tokenize(document)) for document in documents]
    table = [[bag[word] for word in vocabulary] for bag in bags]
    return np.array(table, dtype=int).reshape(len(documents), len(vocabulary))


@spelling("there-or-not-there")
def one_written_for_each_word(documents, vocabulary):
    column = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((len(documents), len(vocabulary)))
    for row, document in enumerate(documents):
        for word in tokenize(document):
            if word in column:
                counts[row, column[word]] = 1
    return counts


@spelling("there-or-not-there")
def words_looked_for_in_each_document(documents, vocabulary):
    table = [[word in tokenize(document) for word in vocabulary] for document in documents]
    return np.array(table, dtype=np.float32).reshape(len(documents), len(vocabulary))


@spelling("columns-one-off")
def numbers_from_one(documents, vocabulary):
    column = {word: number for number, word in enumerate(vocabulary, start=1)}
    counts = np.zeros((len(documents), len(vocabulary) + 1), dtype=int)
    for row, document in enumerate(documents):
        for word in tokenize(document):
            if word in column:
                counts[row, column[word]] += 1
    return counts


@spelling("columns-one-off")
def column_inserted_in_front(documents, vocabulary):
    return np.insert(_bags(documents, vocabulary).astype(float), 0, 0, axis=1)


@spelling("words-as-rows")
def row_for_each_word(documents, vocabulary):
    counts = np.zeros((len(vocabulary), len(documents)))
    for row, word in enumerate(vocabulary):
        for column, document in enumerate(documents):
            counts[row, column] = tokenize(document).count(word)
    return counts


@spelling("words-as-rows")
def bags_transposed(documents, vocabulary):
    return np.ascontiguousarray(np.swapaxes(_bags(documents, vocabulary), 0, 1))


@spelling("columns-of-its-own")
def columns_from_unique_words(documents, vocabulary):
    own = np.unique(np.array([word for document in documents for word in tokenize(document)], dtype=object))
    return _bags(documents, own.tolist())


@spelling("columns-of-its-own")
def columns_from_a_set_in_a_loop(documents, vocabulary):
    texts = [tokenize(document) for document in documents]
    words = sorted(set().union(*texts))
    counts = np.zeros((len(texts), len(words)), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in text:
            counts[row, words.index(word)] += 1
    return counts


@spelling("columns-of-a-new-vocabulary")
def vocabulary_built_again(documents, vocabulary):
    vocabulary = build_vocabulary(documents)
    counts = np.zeros((len(documents), len(vocabulary)))
    for row, document in enumerate(documents):
        for word in tokenize(document):
            counts[row, vocabulary.index(word)] += 1
    return counts


@spelling("columns-of-a-new-vocabulary")
def bags_of_the_most_frequent_words(documents, vocabulary):
    totals = Counter(chain.from_iterable(map(tokenize, documents)))
    return _bags(documents, [word for _, word in sorted((-count, word) for word, count in totals.items())])


@spelling("columns-by-alphabet")
def places_in_the_sorted_vocabulary(documents, vocabulary):
    column = {word: number for number, word in enumerate(sorted(vocabulary))}
    counts = np.zeros((len(documents), len(vocabulary)), dtype=np.float32)
    for row, document in enumerate(documents):
        for word in tokenize(document):
            if word in column:
                counts[row, column[word]] += 1
    return counts


@spelling("columns-by-alphabet")
def columns_put_in_order_afterwards(documents, vocabulary):
    order = sorted(range(len(vocabulary)), key=vocabulary.__getitem__)
    return _bags(documents, vocabulary)[:, np.array(order, dtype=int)]


@spelling("unseen-words-are-an-error")
def column_of_each_word_by_its_key(documents, vocabulary):
    column = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
    counts = np.zeros((len(documents), len(vocabulary)))
    for row, document in enumerate(documents):
        columns = [column[word] for word in tokenize(document)]
        np.add.at(counts[row], np.array(columns, dtype=int), 1)
    return counts


@spelling("unseen-words-are-an-error")
def dict_of_zeros_for_each_document(documents, vocabulary):
    table = []
    for document in documents:
        bag = dict.fromkeys(vocabulary, 0)
        for word in tokenize(document):
            bag[word] = bag[word] + 1
        table.append(list(bag.values()))
    return np.array(table, dtype=int).reshape(len(documents), len(vocabulary))


@spelling("unseen-words-not-in-the-list")
def place_of_each_word_by_index(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)), dtype=np.float32)
    for row, document in enumerate(documents):
        for word in tokenize(document):
            counts[row][vocabulary.index(word)] += 1
    return counts


@spelling("unseen-words-not-in-the-list")
def places_added_up_by_bincount(documents, vocabulary):
    table = []
    for document in documents:
        places = [list(vocabulary).index(word) for word in tokenize(document)]
        table.append(np.bincount(np.array(places, dtype=int), minlength=len(vocabulary)))
    return np.array(table).reshape(len(documents), len(vocabulary))


@spelling("unseen-words-in-the-last-column")
def minus_one_for_unseen_words(documents, vocabulary):
    column = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((len(documents), len(vocabulary)))
    for row, document in enumerate(documents):
        places = np.array([column.get(word, -1) for word in tokenize(document)], dtype=int)
        np.add.at(counts, (row, places), 1)
    return counts


@spelling("unseen-words-in-the-last-column")
def last_number_for_unseen_words(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, document in enumerate(documents):
        for word in tokenize(document):
            place = vocabulary.index(word) if word in vocabulary else len(vocabulary) - 1
            counts[row, place] = counts[row, place] + 1
    return counts


@spelling("documents-not-tokenized")
def parts_between_spaces_counted(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)))
    for row, document in enumerate(documents):
        for part in document.split():
            if part in vocabulary:
                counts[row, vocabulary.index(part)] += 1
    return counts


@spelling("documents-not-tokenized")
def bags_of_parts_between_spaces(documents, vocabulary):
    bags = [Counter(document.split()) for document in documents]
    table = [[bag[word] for word in vocabulary] for bag in bags]
    return np.array(table, dtype=np.float32).reshape(len(documents), len(vocabulary))


@spelling("counted-inside-words")
def found_anywhere_in_the_text(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)), dtype=np.float32)
    for row, document in enumerate(documents):
        text = _plain(document)
        for column, word in enumerate(vocabulary):
            counts[row, column] = len(re.findall(re.escape(word), text))
    return counts


@spelling("counted-inside-words")
def text_split_at_the_word(documents, vocabulary):
    table = [[len(_plain(document).split(word)) - 1 for word in vocabulary] for document in documents]
    return np.array(table, dtype=int).reshape(len(documents), len(vocabulary))


@spelling("empty-documents-lost")
def empty_documents_skipped(documents, vocabulary):
    rows = []
    for document in documents:
        words = tokenize(document)
        if not words:
            continue
        rows.append([words.count(word) for word in vocabulary])
    return np.array(rows, dtype=float).reshape(len(rows), len(vocabulary))


@spelling("empty-documents-lost")
def rows_of_documents_with_words(documents, vocabulary):
    lengths = np.array([len(tokenize(document)) for document in documents], dtype=int)
    return _bags(documents, vocabulary)[lengths > 0]


@spelling("shares-instead-of-counts")
def share_added_for_each_word(documents, vocabulary):
    column = {word: number for number, word in enumerate(vocabulary)}
    shares = np.zeros((len(documents), len(vocabulary)))
    for row, document in enumerate(documents):
        words = tokenize(document)
        for word in words:
            if word in column:
                shares[row, column[word]] += 1 / len(words)
    return shares


@spelling("shares-instead-of-counts")
def bags_over_their_sizes(documents, vocabulary):
    sizes = np.array([len(tokenize(document)) for document in documents], dtype=float).reshape(-1, 1)
    counts = _bags(documents, vocabulary)
    return np.divide(counts, sizes, out=np.zeros(counts.shape), where=sizes > 0)


@spelling("all-documents-in-one-row")
def one_row_in_a_loop(documents, vocabulary):
    counts = np.zeros(len(vocabulary))
    for document in documents:
        for word in tokenize(document):
            if word in vocabulary:
                counts[vocabulary.index(word)] += 1
    return counts


@spelling("all-documents-in-one-row")
def one_bag_for_all_documents(documents, vocabulary):
    bag = Counter(tokenize(" ".join(documents)))
    return np.array([bag[word] for word in vocabulary], dtype=int)


@spelling("all-rows-are-one-list")
def a_row_times_n(documents, vocabulary):
    rows = [[0] * len(vocabulary)] * len(documents)
    for number, document in enumerate(documents):
        for word in tokenize(document):
            if word in vocabulary:
                rows[number][vocabulary.index(word)] += 1
    return np.array(rows, dtype=int).reshape(len(documents), len(vocabulary))


@spelling("all-rows-are-one-list")
def one_row_appended_again_and_again(documents, vocabulary):
    row, rows = [0] * len(vocabulary), []
    for document in documents:
        words = tokenize(document)
        for j, term in enumerate(vocabulary):
            row[j] += words.count(term)
        rows.append(row)
    return np.asarray(rows, dtype=int).reshape(len(documents), len(vocabulary))


@spelling("columns-lost-without-documents")
def array_of_lists_of_counts(documents, vocabulary):
    return np.array([[tokenize(document).count(word) for word in vocabulary] for document in documents], dtype=int)


@spelling("columns-lost-without-documents")
def appended_rows_as_an_array(documents, vocabulary):
    rows = []
    for document in documents:
        bag = Counter(tokenize(document))
        rows.append([bag[word] for word in vocabulary])
    return np.asarray(rows).astype(int)


@spelling("documents-cut-in-another-way")
def pieces_stripped_and_counted(documents, vocabulary):
    table = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for i, document in enumerate(documents):
        for piece in document.split():
            word = piece.strip(string.punctuation).lower()
            if word in vocabulary:
                table[i, vocabulary.index(word)] += 1
    return table


@spelling("documents-cut-in-another-way")
def signs_taken_off_the_ends_of_pieces(documents, vocabulary):
    bags = [
        Counter(piece.strip("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") for piece in d.lower().split()) for d in documents
    ]
    table = [[bag[word] for word in vocabulary] for bag in bags]
    return np.array(table, dtype=int).reshape(len(documents), len(vocabulary))


@spelling("documents-cut-into-word-characters")
def split_at_all_but_w(documents, vocabulary):
    table = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for i, document in enumerate(documents):
        for word in re.split(r"\W+", document.lower()):
            if word in vocabulary:
                table[i, vocabulary.index(word)] += 1
    return table


@spelling("documents-cut-into-word-characters")
def runs_of_w_in_a_bag(documents, vocabulary):
    bags = [Counter(found.group().lower() for found in re.finditer(r"\w+", document)) for document in documents]
    table = [[bag[word] for word in vocabulary] for bag in bags]
    return np.array(table, dtype=int).reshape(len(documents), len(vocabulary))


# tf_idf


def _scaled(weights):
    """Divide rows by their length, where they have one, number by number."""
    result = np.zeros(np.shape(weights))
    for i, row in enumerate(weights):
        length = math.sqrt(sum(float(x) ** 2 for x in row))
        for j, x in enumerate(row):
            result[i, j] = x / length if length else 0.0
    return result


def _containing(counts):
    """Count the documents with each word in a loop."""
    return [sum(1 for row in counts if row[j] > 0) for j in range(len(counts[0]))]


def _unit(weights):
    """Divide rows by their length, where they have one, all at once."""
    lengths = np.sqrt(np.einsum("nv,nv->n", weights, weights))[:, None]
    return np.divide(weights, lengths, out=np.zeros_like(weights), where=lengths > 0)


@spelling("idf-without-logarithm")
def plain_ratio_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * ((1 + n) / (1 + d[j]) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("idf-without-logarithm")
def plain_ratio_at_once(counts):
    counts = np.array(counts, dtype=float)
    counts *= 1 + (1 + counts.shape[0]) / (1 + np.count_nonzero(counts, axis=0))
    return _unit(counts)


@spelling("idf-not-smooth")
def logarithms_subtracted_without_ones(counts):
    counts = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        weights = counts * (np.log(len(counts)) - np.log(np.count_nonzero(counts, axis=0)) + 1)
        lengths = np.sqrt((weights**2).sum(axis=1, keepdims=True))
        lengths[lengths == 0] = 1
        return weights / lengths


@spelling("idf-not-smooth")
def column_by_column_without_ones(counts):
    counts = np.array(counts, dtype=float)
    n = np.float64(len(counts))
    for j in range(counts.shape[1]):
        counts[:, j] = counts[:, j] * (1 + np.log(n / np.sum(counts[:, j] > 0)))
    for i in range(len(counts)):
        length = np.linalg.norm(counts[i])
        if length != 0:
            counts[i] = counts[i] / length
    return counts


@spelling("idf-not-smooth-where-counted")
def unsmoothed_number_by_number(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * (math.log(n / d[j]) + 1) if x > 0 else 0 for j, x in enumerate(row)] for row in counts])


@spelling("idf-not-smooth-where-counted")
def one_document_at_least(counts):
    counts = np.asarray(counts, dtype=float)
    d = (counts > 0).sum(axis=0)
    d[d == 0] = 1
    return _unit(counts * (np.log(len(counts) / d) + 1))


@spelling("idf-without-the-last-one")
def smooth_logarithm_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * math.log((n + 1) / (d[j] + 1)) for j, x in enumerate(row)] for row in counts])


@spelling("idf-without-the-last-one")
def logarithms_of_smooth_numbers_subtracted(counts):
    counts = np.asarray(counts, dtype=float)
    return _unit(counts * (np.log1p(len(counts)) - np.log1p(np.count_nonzero(counts, axis=0))))


@spelling("idf-of-the-textbook")
def minus_the_logarithm_of_the_share(counts):
    counts = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        weights = counts * -np.log((counts > 0).mean(axis=0))
        lengths = np.sqrt((weights**2).sum(axis=1, keepdims=True))
        lengths[lengths == 0] = 1
        return weights / lengths


@spelling("idf-of-the-textbook")
def textbook_column_by_column(counts):
    counts = np.array(counts, dtype=float)
    n = np.float64(len(counts))
    for j in range(counts.shape[1]):
        counts[:, j] = counts[:, j] * np.log(n / np.sum(counts[:, j] > 0))
    for i in range(len(counts)):
        length = np.linalg.norm(counts[i])
        if length != 0:
            counts[i] = counts[i] / length
    return counts


@spelling("idf-of-the-textbook-where-counted")
def textbook_number_by_number(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * math.log(n / d[j]) if x else 0 for j, x in enumerate(row)] for row in counts])


@spelling("idf-of-the-textbook-where-counted")
def textbook_with_one_document_at_least(counts):
    counts = np.asarray(counts, dtype=float)
    return _unit(counts * np.log(len(counts) / np.maximum(np.count_nonzero(counts, axis=0), 1)))


@spelling("one-added-below-only")
def one_below_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * (1 + math.log(n / (1 + d[j]))) for j, x in enumerate(row)] for row in counts])


@spelling("one-added-below-only")
def one_below_by_subtracting(counts):
    counts = np.asarray(counts, dtype=float)
    return _unit(counts * (1 + np.log(len(counts)) - np.log1p((counts > 0).sum(axis=0))))


@spelling("idf-to-base-ten")
def math_log10_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * (math.log10((1 + n) / (1 + d[j])) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("idf-to-base-ten")
def logarithm_over_that_of_ten(counts):
    counts = np.array(counts, dtype=float)
    counts *= np.log((1 + len(counts)) / (1 + (counts != 0).sum(axis=0))) / np.log(10) + 1
    return _unit(counts)


@spelling("idf-to-base-two")
def math_log2_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * (1 + math.log2((1 + n) / (1 + d[j]))) for j, x in enumerate(row)] for row in counts])


@spelling("idf-to-base-two")
def logarithms_to_base_two_subtracted(counts):
    counts = np.asarray(counts, dtype=float)
    return _unit(counts * (np.log2(1 + len(counts)) - np.log2(1 + np.count_nonzero(counts, axis=0)) + 1))


@spelling("document-frequency-counts-words")
def sums_of_columns_in_a_loop(counts):
    n, sums = len(counts), [sum(row[j] for row in counts) for j in range(len(counts[0]))]
    return _scaled([[x * (math.log((1 + n) / (1 + sums[j])) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("document-frequency-counts-words")
def sums_of_columns_at_once(counts):
    counts = np.array(counts, dtype=float)
    return _unit(counts * (np.log1p(counts.shape[0]) - np.log1p(np.einsum("nv->v", counts)) + 1))


@spelling("columns-counted-as-documents")
def length_of_a_row_for_n(counts):
    n, d = len(counts[0]), _containing(counts)
    return _scaled([[x * (math.log((1 + n) / (1 + d[j])) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("columns-counted-as-documents")
def second_number_of_the_shape(counts):
    counts = np.asarray(counts, dtype=float)
    documents = counts.shape[1]
    return _unit(counts * (np.log((1 + documents) / (1 + np.count_nonzero(counts, axis=0))) + 1))


@spelling("empty-documents-not-counted")
def documents_with_words_in_a_loop(counts):
    n, d = sum(1 for row in counts if sum(row) > 0), _containing(counts)
    return _scaled([[x * (math.log((1 + n) / (1 + d[j])) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("empty-documents-not-counted")
def empty_rows_put_back_afterwards(counts):
    counts = np.asarray(counts, dtype=float)
    result, full = np.zeros_like(counts), counts.sum(axis=1) > 0
    kept = counts[full]
    result[full] = _unit(kept * (np.log((1 + len(kept)) / (1 + (kept > 0).sum(axis=0))) + 1))
    return result


@spelling("rows-not-normalised")
def weights_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    result = np.zeros(np.shape(counts))
    for i in range(n):
        for j in range(len(d)):
            result[i, j] = counts[i][j] * (math.log((1 + n) / (1 + d[j])) + 1)
    return result


@spelling("rows-not-normalised")
def product_with_a_diagonal(counts):
    counts = np.asarray(counts, dtype=float)
    return counts @ np.diag(np.log((1 + len(counts)) / (1 + np.count_nonzero(counts, axis=0))) + 1)


@spelling("rows-normalised-by-their-sum")
def sums_of_rows_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    rows = [[float(x * (math.log((1 + n) / (1 + d[j])) + 1)) for j, x in enumerate(row)] for row in counts]
    return np.array([[x / sum(row) if sum(row) else 0.0 for x in row] for row in rows])


@spelling("rows-normalised-by-their-sum")
def length_of_order_one(counts):
    counts = np.array(counts, dtype=float)
    counts *= np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    lengths = np.linalg.norm(counts, ord=1, axis=1, keepdims=True)
    return np.divide(counts, lengths, out=np.zeros_like(counts), where=lengths != 0)


@spelling("rows-normalised-by-their-largest")
def largest_of_rows_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    rows = [[float(x * (math.log((1 + n) / (1 + d[j])) + 1)) for j, x in enumerate(row)] for row in counts]
    return np.array([[x / max(row) if max(row) else 0.0 for x in row] for row in rows])


@spelling("rows-normalised-by-their-largest")
def length_of_order_infinity(counts):
    counts = np.array(counts, dtype=float)
    counts *= np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    lengths = np.linalg.norm(counts, ord=np.inf, axis=1, keepdims=True)
    return np.divide(counts, lengths, out=np.zeros_like(counts), where=lengths != 0)


@spelling("columns-normalised")
def columns_scaled_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    weights = np.array([[x * (math.log((1 + n) / (1 + d[j])) + 1) for j, x in enumerate(row)] for row in counts])
    return _scaled(weights.T).T


@spelling("columns-normalised")
def norm_along_the_first_axis(counts):
    counts = np.array(counts, dtype=float)
    counts *= np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    lengths = np.sqrt((counts**2).sum(axis=0))
    return np.divide(counts, lengths, out=np.zeros_like(counts), where=lengths > 0)


@spelling("counts-normalised-before-the-weights")
def weights_after_scaling_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return np.array([[x * (math.log((1 + n) / (1 + d[j])) + 1) for j, x in enumerate(row)] for row in _scaled(counts)])


@spelling("counts-normalised-before-the-weights")
def weights_after_scaling_in_place(counts):
    frequency = _unit(np.array(counts, dtype=float))
    frequency *= np.log((1 + len(frequency)) / (1 + np.count_nonzero(frequency, axis=0))) + 1
    return frequency


@spelling("empty-rows-become-nan")
def each_row_over_its_norm(counts):
    counts = np.array(counts, dtype=float)
    counts *= np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    for i in range(len(counts)):
        counts[i] /= np.linalg.norm(counts[i])
    return counts


@spelling("empty-rows-become-nan")
def all_rows_over_their_roots(counts):
    counts = np.asarray(counts, dtype=float)
    idf = np.log1p(len(counts)) - np.log1p(np.count_nonzero(counts, axis=0)) + 1
    weights = np.einsum("nv,v->nv", counts, idf)
    return weights / np.sqrt(np.sum(weights**2, axis=1))[:, np.newaxis]


@spelling("presence-instead-of-counts")
def one_for_each_word_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[math.log((1 + n) / (1 + d[j])) + 1 if x > 0 else 0 for j, x in enumerate(row)] for row in counts])


@spelling("presence-instead-of-counts")
def counts_cut_off_at_one(counts):
    there = np.minimum(np.array(counts, dtype=float), 1)
    return _unit(there * (np.log((1 + len(there)) / (1 + there.sum(axis=0))) + 1))


@spelling("logarithm-of-the-counts-too")
def logarithm_of_each_count_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled(
        [
            [(1 + math.log(x)) * (math.log((1 + n) / (1 + d[j])) + 1) if x > 0 else 0 for j, x in enumerate(row)]
            for row in counts
        ]
    )


@spelling("logarithm-of-the-counts-too")
def logarithm_in_the_place_of_the_counts(counts):
    counts = np.array(counts, dtype=float)
    seen = counts > 0
    counts[seen] = 1 + np.log(counts[seen])
    return _unit(counts * (np.log((1 + len(counts)) / (1 + seen.sum(axis=0))) + 1))


@spelling("weights-without-counts")
def weights_of_the_words_for_each_row(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[math.log((1 + n) / (1 + d[j])) + 1 for j in range(len(d))] for _ in range(n)])


@spelling("weights-without-counts")
def weights_of_the_words_tiled(counts):
    counts = np.asarray(counts, dtype=float)
    idf = np.log((1 + len(counts)) / (1 + np.count_nonzero(counts, axis=0))) + 1
    return _unit(np.tile(idf, (len(counts), 1)))


# most_similar


def _cosine(one, other):
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    length = math.sqrt(one @ one) * math.sqrt(other @ other)
    return round(float(one @ other) / length, 9) if length else 0.0


def _cosines_in_a_loop(matrix, row):
    return [_cosine(each, matrix[row]) for each in matrix]


def _cosines_at_once(matrix, row):
    matrix = np.asarray(matrix, dtype=float)
    products = matrix @ matrix.T
    lengths = np.sqrt(np.diag(products))
    both = np.outer(lengths, lengths)
    return np.divide(products, both, out=np.zeros_like(products), where=both > 0)[row].round(9)


def _whole(rows):
    return np.array(rows, dtype=int)


@spelling("columns-brought-to-length-one")
def norms_along_the_first_axis(matrix, row, k):
    x = np.array(matrix, dtype=float)
    norms = np.sqrt((x**2).sum(axis=0))
    norms[norms == 0] = 1
    x /= norms
    order = np.argsort(-np.round(x @ x[row], 9), kind="stable")
    return np.delete(order, np.flatnonzero(order == row))[:k]


@spelling("columns-brought-to-length-one")
def each_column_by_itself(matrix, row, k):
    columns = []
    for column in np.transpose(matrix):
        length = math.sqrt(sum(float(x) ** 2 for x in column))
        columns.append([x / length if length else 0.0 for x in column])
    rows = list(zip(*columns, strict=True))
    scores = [round(sum(a * b for a, b in zip(each, rows[row], strict=True)), 9) for each in rows]
    others = [i for i in range(len(rows)) if i != row]
    return _whole(sorted(others, key=lambda i: -scores[i])[:k])


@spelling("the-row-itself-included")
def all_rows_sorted_by_key(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    return _whole(sorted(range(len(cosines)), key=lambda i: -cosines[i])[:k])


@spelling("the-row-itself-included")
def all_rows_by_argsort(matrix, row, k):
    return (-_cosines_at_once(matrix, row)).argsort(kind="mergesort")[:k]


@spelling("the-row-itself-counted")
def row_skipped_among_the_best(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    best = sorted(range(len(cosines)), key=cosines.__getitem__, reverse=True)[:k]
    return _whole([i for i in best if i != row])


@spelling("the-row-itself-counted")
def row_deleted_after_the_cut(matrix, row, k):
    best = np.lexsort([-_cosines_at_once(matrix, row)])[:k]
    return np.delete(best, np.flatnonzero(best == row))


@spelling("first-row-taken-for-itself")
def first_of_the_sorted_rows_dropped(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    best = sorted(range(len(cosines)), key=cosines.__getitem__, reverse=True)
    best.pop(0)
    return _whole(best[:k])


@spelling("first-row-taken-for-itself")
def argsort_from_its_second_place(matrix, row, k):
    return np.argsort(-_cosines_at_once(matrix, row), kind="stable")[1:][:k]


@spelling("long-documents-win")
def dot_products_in_a_loop(matrix, row, k):
    scores = {}
    for i, each in enumerate(matrix):
        if i != row:
            scores[i] = sum(float(x) * float(y) for x, y in zip(each, matrix[row], strict=True))
    return _whole(sorted(scores, key=scores.get, reverse=True)[:k])


@spelling("long-documents-win")
def row_of_the_table_of_products(matrix, row, k):
    matrix = np.asarray(matrix, dtype=np.float32)
    order = np.argsort(-np.einsum("nv,v->n", matrix, matrix[row]), kind="stable")
    return order[order != row][:k]


@spelling("nearest-by-distance")
def distances_in_a_loop(matrix, row, k):
    here = [float(x) for x in matrix[row]]
    distances = {i: math.dist(here, [float(x) for x in each]) for i, each in enumerate(matrix) if i != row}
    return _whole(sorted(distances, key=distances.get)[:k])


@spelling("nearest-by-distance")
def squared_distances_at_once(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    distances = ((matrix - matrix[row]) ** 2).sum(axis=1)
    distances[row] = np.inf
    return np.argsort(distances.round(9), kind="stable")[: min(k, len(matrix) - 1)]


@spelling("least-similar-rows-first")
def sorted_from_small_to_large(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    return _whole([i for i in sorted(range(len(cosines)), key=cosines.__getitem__) if i != row][:k])


@spelling("least-similar-rows-first")
def argsort_from_small_to_large(matrix, row, k):
    order = np.argsort(_cosines_at_once(matrix, row), kind="stable")
    return order[order != row][:k]


@spelling("opposites-taken-for-alike")
def size_of_each_cosine(matrix, row, k):
    cosines = [abs(cosine) for cosine in _cosines_in_a_loop(matrix, row)]
    others = [i for i in range(len(cosines)) if i != row]
    others.sort(key=lambda i: -cosines[i])
    return _whole(others[:k])


@spelling("opposites-taken-for-alike")
def squares_of_the_cosines(matrix, row, k):
    order = np.argsort(-(_cosines_at_once(matrix, row) ** 2).round(9), kind="stable")
    return order[order != row][:k]


@spelling("ties-from-the-last-row")
def pairs_of_cosine_and_row_in_reverse(matrix, row, k):
    pairs = [(cosine, i) for i, cosine in enumerate(_cosines_in_a_loop(matrix, row)) if i != row]
    return _whole([i for _, i in sorted(pairs, reverse=True)[:k]])


@spelling("ties-from-the-last-row")
def flipped_after_argsort(matrix, row, k):
    cosines = _cosines_at_once(matrix, row)
    order = np.flip(np.argsort(cosines, kind="stable")).tolist()
    order.remove(row)
    return np.array(order[:k], dtype=int)


@spelling("ties-left-to-rounding")
def unrounded_cosines_in_a_loop(matrix, row, k):
    here, cosines = np.asarray(matrix[row], dtype=float), []
    for each in np.asarray(matrix, dtype=float):
        length = np.linalg.norm(each) * np.linalg.norm(here)
        cosines.append(each @ here / length if length else 0.0)
    return _whole([i for i in sorted(range(len(cosines)), key=lambda i: -cosines[i]) if i != row][:k])


@spelling("ties-left-to-rounding")
def unrounded_directions(matrix, row, k):
    directions = _unit(np.asarray(matrix, dtype=float))
    order = np.argsort(-np.einsum("nv,v->n", directions, directions[row]), kind="stable")
    return order[order != row][:k]


@spelling("zero-rows-are-nan")
def each_product_over_both_lengths(matrix, row, k):
    matrix, cosines = np.asarray(matrix, dtype=float), []
    for each in matrix:
        cosines.append(np.dot(each, matrix[row]) / np.linalg.norm(each) / np.linalg.norm(matrix[row]))
    order = np.argsort(-np.round(cosines, 9), kind="stable")
    return order[order != row][:k]


@spelling("zero-rows-are-nan")
def table_over_the_outer_product(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    lengths = np.sqrt((matrix**2).sum(axis=1))
    cosines = (matrix @ matrix.T / np.outer(lengths, lengths))[row].round(9)
    return np.array([i for i in np.argsort(-cosines, kind="mergesort") if i != row], dtype=int)[:k]


@spelling("zero-rows-left-out")
def zero_rows_skipped(matrix, row, k):
    pairs = []
    for i, each in enumerate(matrix):
        if i == row or not np.any(each):
            continue
        pairs.append((-_cosine(each, matrix[row]), i))
    return _whole([i for _, i in sorted(pairs)][:k])


@spelling("zero-rows-left-out")
def rows_with_a_length_only(matrix, row, k):
    cosines = _cosines_at_once(matrix, row)
    rows = np.flatnonzero(np.abs(np.asarray(matrix)).sum(axis=1))
    rows = rows[rows != row]
    return rows[np.argsort(-cosines[rows], kind="stable")][:k]


@spelling("similarities-instead-of-rows")
def cosines_sorted(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    del cosines[row]
    return np.array(sorted(cosines, reverse=True)[:k])


@spelling("similarities-instead-of-rows")
def cosines_sorted_by_numpy(matrix, row, k):
    return -np.sort(-np.delete(_cosines_at_once(matrix, row), row))[:k]


@spelling("columns-compared")
def columns_in_a_loop(matrix, row, k):
    columns = np.transpose(matrix)
    cosines = _cosines_in_a_loop(columns, row)
    order = sorted(range(len(cosines)), key=cosines.__getitem__, reverse=True)
    order.remove(row)
    return _whole(order[:k])


@spelling("columns-compared")
def products_of_columns(matrix, row, k):
    order = np.argsort(-_cosines_at_once(np.asarray(matrix).T, row), kind="stable")
    return order[order != row][:k]


# logistic_baseline


def _learned(train_counts, train_labels, bias=True, steps=1000):
    """Learn all weights at once, with a column of ones for the bias."""
    x = np.asarray(train_counts, dtype=float)
    if bias:
        x = np.column_stack([np.ones(len(x)), x])
    y, weights = np.asarray(train_labels, dtype=float), np.zeros(x.shape[1])
    for _ in range(steps):
        weights -= 0.5 * x.T @ ((1 + np.tanh(x @ weights / 2)) / 2 - y) / len(x)
    return weights


def _learned_apart(train_counts, train_labels, steps=800):
    """Learn weights and bias apart."""
    x, y = np.array(train_counts, dtype=float), np.array(train_labels, dtype=float)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(steps):
        error = _curve(x @ w + b) - y
        w = w - 0.4 * np.mean(x * error[:, None], axis=0)
        b = b - 0.4 * error.mean()
    return w, b


def _curve(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@spelling("classes-instead-of-probabilities")
def rounded_in_the_end(train_counts, train_labels, test_counts):
    w, b = _learned_apart(train_counts, train_labels)
    return np.round(_curve(np.asarray(test_counts) @ w + b))


@spelling("classes-instead-of-probabilities")
def more_than_one_half_in_a_loop(train_counts, train_labels, test_counts):
    bias, *weights = _learned(train_counts, train_labels)
    answers = []
    for document in test_counts:
        z = bias + sum(x * w for x, w in zip(document, weights, strict=True))
        answers.append(1 if z > 0 else 0)
    return np.array(answers)


@spelling("probability-of-class-zero")
def uphill_instead_of_downhill(train_counts, train_labels, test_counts):
    x, y = np.asarray(train_counts, dtype=float), np.asarray(train_labels, dtype=float)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(50):
        error = _curve(x @ w + b) - y
        w += 0.1 * x.T @ error / len(x)
        b += 0.1 * error.mean()
    return _curve(np.asarray(test_counts) @ w + b)


@spelling("probability-of-class-zero")
def minus_forgotten_in_the_sigmoid(train_counts, train_labels, test_counts):
    bias, *weights = _learned(train_counts, train_labels)
    answers = []
    for document in test_counts:
        z = bias + float(np.dot(document, weights))
        answers.append((1 - math.tanh(z / 2)) / 2)
    return np.array(answers, dtype=np.float32)


@spelling("both-probabilities")
def stacked_along_the_last_axis(train_counts, train_labels, test_counts):
    w, b = _learned_apart(train_counts, train_labels)
    ones = _curve(np.asarray(test_counts, dtype=float) @ w + b)
    return np.stack([1 - ones, ones], axis=-1)


@spelling("both-probabilities")
def pair_for_each_document(train_counts, train_labels, test_counts):
    bias, *weights = _learned(train_counts, train_labels)
    pairs = []
    for document in test_counts:
        one = (1 + math.tanh((bias + float(np.dot(document, weights))) / 2)) / 2
        pairs.append((1 - one, one))
    return np.array(pairs, dtype=np.float32)


@spelling("answers-for-the-training-part")
def last_probabilities_of_the_training(train_counts, train_labels, test_counts):
    x, y = np.asarray(train_counts, dtype=float), np.asarray(train_labels, dtype=float)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(600):
        probabilities = _curve(x @ w + b)
        w -= 0.2 * x.T @ (probabilities - y) / len(x)
        b -= 0.2 * np.mean(probabilities - y)
    return probabilities


@spelling("answers-for-the-training-part")
def each_training_document(train_counts, train_labels, test_counts):
    bias, *weights = _learned(train_counts, train_labels)
    return np.array([(1 + math.tanh((bias + float(np.dot(row, weights))) / 2)) / 2 for row in train_counts])


@spelling("never-trained")
def steps_that_are_thrown_away(train_counts, train_labels, test_counts):
    x, y = np.asarray(train_counts, dtype=float), np.asarray(train_labels, dtype=float)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(100):
        error = _curve(x @ w + b) - y
        w - 0.1 * x.T @ error / len(x)
        b - 0.1 * error.mean()
    return _curve(np.asarray(test_counts) @ w + b)


@spelling("never-trained")
def weights_started_anew_for_the_answer(train_counts, train_labels, test_counts):
    weights = np.zeros_like(_learned(train_counts, train_labels))
    answers = []
    for document in test_counts:
        answers.append((1 + math.tanh(float(weights[0] + np.dot(document, weights[1:])) / 2)) / 2)
    return np.array(answers, dtype=np.float32)


@spelling("no-bias")
def weights_alone(train_counts, train_labels, test_counts):
    weights = _learned(train_counts, train_labels, bias=False)
    return _curve(np.asarray(test_counts, dtype=float) @ weights)


@spelling("no-bias")
def weights_alone_document_by_document(train_counts, train_labels, test_counts):
    x = np.array(train_counts, dtype=float)
    w = np.zeros(x.shape[1])
    for _ in range(150):
        for document, label in zip(x, train_labels, strict=True):
            w += 0.05 * (label - _curve(document @ w)) * document
    return np.array([_curve(np.dot(document, w)) for document in test_counts])


@spelling("bias-left-at-zero")
def bias_forgotten_in_the_answer(train_counts, train_labels, test_counts):
    w, _ = _learned_apart(train_counts, train_labels)
    return _curve(np.asarray(test_counts, dtype=float) @ w)


@spelling("bias-left-at-zero")
def column_of_zeros_for_the_answer(train_counts, train_labels, test_counts):
    weights, answers = _learned(train_counts, train_labels), []
    for document in test_counts:
        z = float(weights @ np.array([0.0, *document]))
        answers.append((1 + math.tanh(z / 2)) / 2)
    return np.array(answers)


@spelling("exponential-that-overflows")
def exponential_above_and_below(train_counts, train_labels, test_counts):
    w, b = _learned_apart(train_counts, train_labels)
    z = np.asarray(test_counts, dtype=float) @ w + b
    return np.exp(z) / (1 + np.exp(z))


@spelling("exponential-that-overflows")
def exponential_of_each_document(train_counts, train_labels, test_counts):
    bias, *weights = _learned(train_counts, train_labels)
    return np.array([1 / (1 + np.exp(-(bias + np.dot(document, weights)))) for document in test_counts])


# what many write first


@spelling("word-characters-alone")
def word_characters_by_split(text):
    return [word for word in re.split(r"\W+", text.lower()) if word]


@spelling("word-characters-alone")
def word_characters_one_by_one(text):
    words = [""]
    for sign in text.lower():
        if sign.isalnum() or sign == "_":
            words[-1] += sign
        else:
            words.append("")
    return [word for word in words if word]


@spelling("word-characters-and-apostrophes")
def all_else_becomes_a_space(text):
    return re.sub(r"[^\w']", " ", text.lower()).split()


@spelling("word-characters-and-apostrophes")
def parted_at_all_else(text):
    return list(filter(None, re.compile(r"[^\w']+").split(text.lower())))


@spelling("signs-deleted")
def signs_left_out_one_by_one(text):
    return "".join(sign for sign in text.lower() if sign not in string.punctuation).split()


@spelling("signs-deleted")
def signs_replaced_by_nothing(text):
    for sign in string.punctuation:
        text = text.replace(sign, "")
    return [word.lower() for word in text.split()]


@spelling("signs-replaced-one-by-one")
def spaces_in_a_loop(text):
    for sign in string.punctuation:
        text = text.replace(sign, " ")
    return text.lower().split()


@spelling("signs-replaced-one-by-one")
def spaces_by_an_expression(text):
    return re.sub(f"[{re.escape(string.punctuation)}]", " ", text).lower().split()


@spelling("signs-stripped-from-the-ends")
def stripped_before_lower_case(text):
    words = []
    for word in text.split():
        words.append(word.strip(string.punctuation).lower())
    return words


@spelling("signs-stripped-from-the-ends")
def stripped_on_both_sides(text):
    return [word.lstrip(string.punctuation).rstrip(string.punctuation) for word in text.lower().split()]


@spelling("only-what-a-group-caught")
def first_group_of_each_match(text):
    return [found.group(1) or "" for found in re.finditer(r"[^\W_]+('[^\W_]+)*", _plain(text))]


@spelling("only-what-a-group-caught")
def letters_and_digits_named_in_a_pattern_with_a_group(text):
    return re.compile(r"(?:[^\W\d_]|\d)+(\'(?:[^\W\d_]|\d)+)*").findall(_plain(text))


@spelling("capitals-lost")
def small_letters_in_a_scan(text):
    text = unicodedata.normalize("NFC", text).translate(STRAIGHT)
    allowed = set(string.ascii_lowercase + string.digits)
    return [word.lower() for word in _scanned(text, letter=allowed.__contains__)]


@spelling("capitals-lost")
def spaces_for_all_but_small_letters(text):
    text = unicodedata.normalize("NFC", text).translate(STRAIGHT)
    words = (word.strip("'") for word in re.sub(r"[^a-z0-9']", " ", text).lower().split())
    return [word for word in words if word]


@spelling("last-word-lost")
def noted_where_a_sign_follows(text):
    words, word, text = [], "", _plain(text)
    for place, sign in enumerate(text):
        if sign.isalnum() or (sign == "'" and word and text[place + 1 : place + 2].isalnum()):
            word += sign
        elif word:
            words.append(word)
            word = ""
    return words


@spelling("last-word-lost")
def begins_and_ends_noted(text):
    text, begin, words = _plain(text), None, []
    for place in range(len(text)):
        joins = text[place] == "'" and begin is not None and text[place + 1 : place + 2].isalnum()
        inside = text[place].isalnum() or joins
        if inside and begin is None:
            begin = place
        if not inside and begin is not None:
            words.append(text[begin:place])
            begin = None
    return words


@spelling("apostrophes-kept-behind-words")
def joined_to_the_word_before(text):
    parts = re.split(r"_|[^\w']+", _plain(text))
    return [part.lstrip("'") for part in parts if part.strip("'")]


@spelling("apostrophes-kept-behind-words")
def scan_that_looks_back_only(text):
    words, word = [], ""
    for sign in _plain(text) + " ":
        if sign.isalnum() or (sign == "'" and word):
            word += sign
        else:
            words += [word] if word else []
            word = ""
    return words


@spelling("empty-texts-between-words")
def split_where_no_letter_is(text):
    return [part.strip("'") for part in re.split(r"_|[^\w']+", _plain(text))]


@spelling("empty-texts-between-words")
def gaps_of_other_signs_exchanged_first(text):
    parts = re.sub(r"_|[^\w']+", "|", _plain(text)).split("|")
    return [re.sub(r"^'+|'+$", "", part) for part in parts]


@spelling("split-at-all-that-is-no-word-character")
def split_at_everything_but_w(text):
    return re.compile(r"[^\w]+").split(text.lower())


@spelling("split-at-all-that-is-no-word-character")
def spaces_for_all_but_w_and_split_at_each(text):
    return re.sub(r"\W+", " ", text.lower()).split(" ")


@spelling("letters-taken-apart")
def scanned_with_letters_taken_apart(text):
    return _scanned(unicodedata.normalize("NFD", text).translate(STRAIGHT).lower())


@spelling("letters-taken-apart")
def nfd_behind_nfc(text):
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", unicodedata.normalize("NFD", _plain(text)))


@spelling("letters-of-one-language")
def german_letters_in_a_scan(text):
    return _scanned(_plain(text), letter=lambda sign: sign in "abcdefghijklmnopqrstuvwxyzäöüß0123456789")


@spelling("letters-of-one-language")
def spaces_for_all_but_german_letters(text):
    words = (word.strip("'") for word in re.sub("''|[^a-z0-9äöüß']", " ", _plain(text)).split())
    return [word for word in words if word]


@spelling("letters-of-western-europe")
def first_256_characters_in_a_scan(text):
    return _scanned(_plain(text), letter=lambda sign: sign.isalnum() and ord(sign) < 256)


@spelling("letters-of-western-europe")
def pattern_with_capitals_too(text):
    return re.findall("[a-zA-Z0-9À-ÖØ-öø-ÿ]+(?:'[a-zA-Z0-9À-ÖØ-öø-ÿ]+)*", _plain(text))


@spelling("words-beside-signs-lost")
def whole_matches_of_pieces(text):
    return [piece for piece in _plain(text).split() if re.fullmatch(r"(?:[^\W_]|')*[^\W_](?:[^\W_]|')*", piece)]


@spelling("words-beside-signs-lost")
def pieces_of_letters_digits_and_apostrophes(text):
    words = []
    for piece in _plain(text).split():
        if piece.strip("'") and all(sign.isalnum() or sign == "'" for sign in piece):
            words.append(piece)
    return words


@spelling("only-pieces-of-letters-and-digits")
def filtered_by_isalnum(text):
    return list(filter(str.isalnum, _plain(text).split()))


@spelling("only-pieces-of-letters-and-digits")
def whole_matches_of_letters_and_digits(text):
    return [piece for piece in re.split(r"\s+", _plain(text)) if re.fullmatch(r"[^\W_]+", piece)]


def _counted_in_all(documents, stop_words):
    counts = {}
    for document in documents:
        for word in _scanned(_plain(document)):
            if word not in stop_words:
                counts[word] = counts.get(word, 0) + 1
    return counts


@spelling("alphabet-after-the-cut")
def sorted_once_more(documents, max_words=None, stop_words=()):
    counts = _counted_in_all(documents, stop_words)
    chosen = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:max_words]
    return sorted(word for word, _ in chosen)


@spelling("alphabet-after-the-cut")
def sorted_in_place(documents, max_words=None, stop_words=()):
    counts = _counted_in_all(documents, stop_words)
    words = sorted(counts)
    words.sort(key=counts.get, reverse=True)
    words = words if max_words is None else words[:max_words]
    words.sort()
    return words


@spelling("words-of-the-first-document")
def returned_inside_the_loop(documents, max_words=None, stop_words=()):
    counts = {}
    for document in documents:
        for word in _scanned(_plain(document)):
            if word not in stop_words:
                counts[word] = counts.get(word, 0) + 1
        return sorted(counts, key=lambda word: (-counts[word], word))[:max_words]
    return []


@spelling("words-of-the-first-document")
def first_document_taken_out(documents, max_words=None, stop_words=()):
    counts = _counted_in_all([documents[0]] if documents else [], stop_words)
    return [word for _, word in sorted((-n, word) for word, n in counts.items())][:max_words]


@spelling("words-that-occur-once-dropped")
def at_least_twice(documents, max_words=None, stop_words=()):
    counts = _counted_in_all(documents, stop_words)
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return [word for word in words if counts[word] >= 2][:max_words]


@spelling("words-that-occur-once-dropped")
def single_ones_deleted(documents, max_words=None, stop_words=()):
    counts = _counted_in_all(documents, stop_words)
    for word in list(counts):
        if counts[word] == 1:
            del counts[word]
    return [word for _, word in sorted((-n, word) for word, n in counts.items())][:max_words]


@spelling("cut-before-ties-are-sorted")
def most_frequent_pairs_sorted(documents, max_words=None, stop_words=()):
    pairs = Counter(_how_often(documents, stop_words)).most_common(max_words)
    return [word for word, _ in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))]


@spelling("cut-before-ties-are-sorted")
def sorted_twice_with_a_cut_between(documents, max_words=None, stop_words=()):
    counts = _how_often(documents, stop_words)
    kept = sorted(counts, key=counts.get, reverse=True)[:max_words]
    kept.sort()
    kept.sort(key=lambda word: counts[word], reverse=True)
    return kept


@spelling("documents-split-at-spaces")
def pieces_of_all_texts_together(documents, max_words=None, stop_words=()):
    words = " ".join(documents).lower().split()
    kept = {word for word in words if word not in stop_words}
    return sorted(kept, key=lambda word: (-words.count(word), word))[:max_words]


@spelling("documents-split-at-spaces")
def pieces_counted_in_a_dict(documents, max_words=None, stop_words=()):
    counts = {}
    for document in documents:
        for piece in re.findall(r"\S+", document):
            counts[piece.lower()] = counts.get(piece.lower(), 0) + 1
    order = sorted(sorted(counts), key=lambda piece: counts[piece], reverse=True)
    return [piece for piece in order if piece not in stop_words][:max_words]


@spelling("documents-split-with-capitals")
def pieces_as_they_are_written(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        counts.update(document.split())
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [piece for piece, _ in order if piece not in stop_words][:max_words]


@spelling("documents-split-with-capitals")
def pieces_with_capitals_in_a_dict(documents, max_words=None, stop_words=()):
    counts = defaultdict(int)
    for piece in " ".join(documents).split():
        if piece not in stop_words:
            counts[piece] += 1
    return sorted(counts, key=lambda piece: (-counts[piece], piece))[: len(counts) if max_words is None else max_words]


@spelling("stop-words-removed-while-walking")
def removed_from_one_long_list(documents, max_words=None, stop_words=()):
    words = list(chain.from_iterable(map(tokenize, documents)))
    for word in words:
        if word in set(stop_words):
            words.remove(word)
    return sorted(set(words), key=lambda word: (-words.count(word), word))[:max_words]


@spelling("stop-words-removed-while-walking")
def deleted_at_the_first_place(documents, max_words=None, stop_words=()):
    words = []
    for document in documents:
        words.extend(tokenize(document))
    for word in words:
        if word in stop_words:
            del words[words.index(word)]
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return sorted(sorted(counts), key=counts.get, reverse=True)[:max_words]


@spelling("removed-from-each-document-while-walking")
def lists_of_words_thinned_out(documents, max_words=None, stop_words=()):
    lists = [tokenize(document) for document in documents]
    for words in lists:
        for word in words:
            if word in stop_words:
                words.remove(word)
    left = [word for words in lists for word in words]
    return sorted(set(left), key=lambda word: (-left.count(word), word))[:max_words]


@spelling("removed-from-each-document-while-walking")
def popped_from_each_document(documents, max_words=None, stop_words=()):
    counts = defaultdict(int)
    for document in documents:
        words = tokenize(document)
        for word in words:
            if word in stop_words:
                words.pop(words.index(word))
        for word in words:
            counts[word] += 1
    return sorted(counts, key=lambda word: (-counts[word], word))[:max_words]


@spelling("letters-counted")
def characters_of_all_texts(documents, max_words=None, stop_words=()):
    signs = "".join(documents).lower()
    kept = sorted(set(signs) - set(stop_words))
    return sorted(kept, key=lambda sign: -signs.count(sign))[:max_words]


@spelling("letters-counted")
def counter_fed_with_texts(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        counts.update(document.lower())
    for word in stop_words:
        counts.pop(word, None)
    return [sign for sign, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))][:max_words]


@spelling("letters-of-words-counted")
def counter_fed_with_words_one_by_one(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        for word in tokenize(document):
            if word not in stop_words:
                counts.update(word)
    return sorted(counts, key=lambda sign: (-counts[sign], sign))[:max_words]


@spelling("letters-of-words-counted")
def list_added_letter_by_letter(documents, max_words=None, stop_words=()):
    signs = []
    for word in chain.from_iterable(map(tokenize, documents)):
        if word not in stop_words:
            signs += word
    return sorted(set(signs), key=lambda sign: (-signs.count(sign), sign))[:max_words]


@spelling("documents-glued-together")
def one_long_text(documents, max_words=None, stop_words=()):
    text = ""
    for document in documents:
        text += document
    words = [word for word in tokenize(text) if word not in stop_words]
    return sorted(set(words), key=lambda word: (-words.count(word), word))[:max_words]


@spelling("documents-glued-together")
def added_up_texts_counted(documents, max_words=None, stop_words=()):
    counts = _how_often(["".join(list(documents))], stop_words)
    return [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))][:max_words]


@spelling("words-of-the-last-document")
def counter_made_anew_in_the_loop(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        counts = Counter(word for word in tokenize(document) if word not in stop_words)
    return sorted(counts, key=lambda word: (-counts[word], word))[:max_words]


@spelling("words-of-the-last-document")
def words_overwritten(documents, max_words=None, stop_words=()):
    words = []
    for document in documents:
        words = tokenize(document)
    kept = [word for word in words if word not in stop_words]
    return sorted(set(kept), key=lambda word: (-kept.count(word), word))[:max_words]


@spelling("one-added-below-only-and-no-last-one")
def one_below_and_nothing_more(counts):
    counts = np.asarray(counts, dtype=float)
    result = np.zeros(counts.shape)
    for column in range(counts.shape[1]):
        result[:, column] = counts[:, column] * math.log(len(counts) / (1 + np.count_nonzero(counts[:, column])))
    for row in result:
        if row.any():
            row /= math.sqrt(sum(x * x for x in row))
    return result


@spelling("one-added-below-only-and-no-last-one")
def difference_of_logarithms_with_one_below(counts):
    counts = np.array(counts, dtype=float)
    weights = counts * (np.log(len(counts)) - np.log1p((counts > 0).sum(axis=0)))
    lengths = np.sqrt(np.einsum("ij,ij->i", weights, weights))
    return weights / np.where(lengths == 0, 1, lengths)[:, None]


def _weights(counts):
    counts = np.array(counts, dtype=float)
    return counts * (1 + np.log((1 + len(counts)) / (1 + np.count_nonzero(counts, axis=0))))


@spelling("rows-divided-by-the-sum-of-squares")
def row_by_row_without_a_root(counts):
    return np.array([row / (row @ row or 1) for row in _weights(counts)])


@spelling("rows-divided-by-the-sum-of-squares")
def root_forgotten(counts):
    weights = _weights(counts)
    squares = np.sum(np.square(weights), axis=1)
    squares[squares == 0] = 1
    return (weights.T / squares).T


@spelling("whole-table-normalised")
def norm_without_an_axis(counts):
    weights = _weights(counts)
    norm = np.linalg.norm(weights)
    return weights / norm if norm > 0 else weights


@spelling("whole-table-normalised")
def root_of_the_sum_of_all_squares(counts):
    weights = _weights(counts)
    total = math.sqrt(sum(float(x) ** 2 for x in weights.ravel()))
    return weights / (total or 1)


@spelling("brackets-forgotten")
def one_and_n_and_d_added_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * (math.log(n / 1 + d[j] + 1) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("brackets-forgotten")
def no_brackets_at_once(counts):
    counts = np.asarray(counts, dtype=float)
    idf = 1 + np.log(1 + counts.shape[0] / 1 + np.count_nonzero(counts, axis=0))
    return _unit(counts * idf)


@spelling("last-one-inside-the-logarithm")
def logarithm_of_one_and_the_ratio(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * math.log1p((1 + n) / (1 + d[j])) for j, x in enumerate(row)] for row in counts])


@spelling("last-one-inside-the-logarithm")
def log1p_at_once(counts):
    counts = np.asarray(counts, dtype=float)
    return _unit(counts * np.log1p((len(counts) + 1) / (np.count_nonzero(counts, axis=0) + 1)))


@spelling("one-added-above-only")
def above_only_in_a_loop(counts):
    n, d = len(counts), _containing(counts)
    return _scaled([[x * (math.log((1 + n) / max(d[j], 1)) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("one-added-above-only")
def above_only_where_there_is_one(counts):
    counts = np.asarray(counts, dtype=float)
    d = np.count_nonzero(counts, axis=0)
    d[d == 0] = 1
    return _unit(counts * (np.log1p(len(counts)) - np.log(d) + 1))


@spelling("one-added-above-only-and-nothing-below")
def difference_of_logarithms(counts):
    counts = np.asarray(counts, dtype=float)
    weights = counts * (np.log(len(counts) + 1) - np.log(np.count_nonzero(counts, axis=0)) + 1)
    lengths = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    return weights / np.where(lengths == 0, 1, lengths)


@spelling("one-added-above-only-and-nothing-below")
def divided_by_the_documents_with_the_word(counts):
    counts = np.array(counts, dtype=float)
    containing = np.array([np.sum(column > 0) for column in counts.T])
    weights = counts * (1 + np.log((1 + len(counts)) / containing))
    lengths = np.linalg.norm(weights, axis=1)
    lengths[lengths == 0] = 1
    return (weights.T / lengths).T


@spelling("words-counted-as-documents")
def all_counts_added_up_for_n(counts):
    n, d = sum(sum(row) for row in counts), _containing(counts)
    return _scaled([[x * (math.log((1 + n) / (1 + d[j])) + 1) for j, x in enumerate(row)] for row in counts])


@spelling("words-counted-as-documents")
def total_at_once(counts):
    counts = np.asarray(counts, dtype=float)
    return _unit(counts * (np.log1p(counts.sum()) - np.log1p(np.count_nonzero(counts, axis=0)) + 1))


@spelling("rows-divided-by-the-root-of-their-sum")
def root_of_the_sum_in_a_loop(counts):
    weights = np.array(_weights(counts))
    for row in weights:
        row /= math.sqrt(sum(row)) or 1
    return weights


@spelling("rows-divided-by-the-root-of-their-sum")
def power_of_one_half(counts):
    weights = np.asarray(_weights(counts))
    sums = weights.sum(axis=1) ** 0.5
    return weights / np.where(sums > 0, sums, 1)[:, None]


@spelling("one-added-to-the-length")
def one_more_than_the_root_in_a_loop(counts):
    weights = np.array(_weights(counts))
    for row in weights:
        row /= 1 + math.sqrt(sum(x * x for x in row))
    return weights


@spelling("one-added-to-the-length")
def one_more_at_once(counts):
    weights = np.asarray(_weights(counts))
    return (weights.T / (1 + np.sqrt(np.einsum("nv,nv->n", weights, weights)))).T


@spelling("distance-between-directions")
def distances_of_unit_rows_in_a_loop(matrix, row, k):
    unit = []
    for each in np.asarray(matrix, dtype=float):
        length = math.sqrt(sum(x * x for x in each))
        unit.append([x / length if length else 0.0 for x in each])
    distances = {i: round(math.dist(unit[row], each), 9) for i, each in enumerate(unit) if i != row}
    return _whole(sorted(distances, key=distances.get)[:k])


@spelling("distance-between-directions")
def squared_distances_of_unit_rows(matrix, row, k):
    matrix = np.array(matrix, dtype=float)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-300)
    distances = ((matrix - matrix[row]) ** 2).sum(axis=1).round(9)
    distances[row] = np.inf
    return np.argsort(distances, kind="stable")[: min(k, len(matrix) - 1)]


@spelling("best-row-last")
def k_best_from_the_end(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    order = sorted((i for i in range(len(cosines)) if i != row), key=lambda i: (-cosines[i], i))[:k]
    return _whole(order[::-1])


@spelling("best-row-last")
def flipped_at_the_end(matrix, row, k):
    order = np.argsort(-_cosines_at_once(matrix, row), kind="stable")
    return np.flip(order[order != row][:k])


@spelling("numbers-after-the-row-one-too-small")
def popped_before_sorting(matrix, row, k):
    cosines = list(_cosines_in_a_loop(matrix, row))
    cosines.pop(row)
    return _whole(sorted(range(len(cosines)), key=lambda i: -cosines[i])[:k])


@spelling("numbers-after-the-row-one-too-small")
def joined_without_the_row(matrix, row, k):
    cosines = _cosines_at_once(matrix, row)
    others = np.concatenate([cosines[:row], cosines[row + 1 :]])
    return np.argsort(-others, kind="stable")[:k]


@spelling("the-row-itself-last")
def own_similarity_without_end(matrix, row, k):
    cosines = _cosines_at_once(matrix, row)
    cosines[row] = -np.inf
    return np.argsort(-cosines, kind="stable")[:k]


@spelling("the-row-itself-last")
def own_similarity_of_minus_two(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    cosines[row] = -2
    return _whole(sorted(range(len(cosines)), key=lambda i: -cosines[i])[:k])


@spelling("the-row-itself-as-zero")
def own_place_set_to_zero(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    cosines[row] = 0.0
    return _whole(sorted(range(len(cosines)), key=lambda i: (-cosines[i], i))[:k])


@spelling("the-row-itself-as-zero")
def multiplied_by_whether_it_is_another(matrix, row, k):
    cosines = _cosines_at_once(matrix, row) * (np.arange(len(matrix)) != row)
    return (-cosines).argsort(kind="stable")[:k]


@spelling("rows-of-the-same-direction-left-out")
def only_what_is_below_one(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    others = [i for i, cosine in enumerate(cosines) if cosine < 1 and i != row]
    return _whole(sorted(others, key=lambda i: -cosines[i])[:k])


@spelling("rows-of-the-same-direction-left-out")
def all_but_the_equal_ones(matrix, row, k):
    cosines = _cosines_at_once(matrix, row)
    order = np.argsort(-cosines, kind="stable")
    return order[(cosines[order] != 1) & (order != row)][:k]


@spelling("only-rows-that-are-alike")
def similarities_above_zero_in_a_loop(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    return _whole(
        sorted((i for i in range(len(cosines)) if i != row and cosines[i] > 0), key=lambda i: -cosines[i])[:k]
    )


@spelling("only-rows-that-are-alike")
def those_above_zero_by_where(matrix, row, k):
    cosines = _cosines_at_once(matrix, row)
    cosines[row] = 0
    (alike,) = np.where(cosines > 0)
    return alike[np.argsort(-cosines[alike], kind="stable")][:k]


@spelling("rows-with-their-similarities")
def pairs_sorted_in_a_loop(matrix, row, k):
    pairs = [(i, cosine) for i, cosine in enumerate(_cosines_in_a_loop(matrix, row)) if i != row]
    return sorted(pairs, key=lambda pair: -pair[1])[:k]


@spelling("rows-with-their-similarities")
def pairs_by_zip(matrix, row, k):
    cosines = _cosines_at_once(matrix, row)
    order = np.argsort(-cosines, kind="stable")
    order = order[order != row][:k]
    return list(zip(order.tolist(), cosines[order].tolist(), strict=True))


@spelling("rows-divided-by-their-sums")
def shares_in_a_loop(matrix, row, k):
    shares = [[x / (sum(each) or 1) for x in each] for each in np.asarray(matrix, dtype=float).tolist()]
    products = [round(sum(x * y for x, y in zip(each, shares[row], strict=True)), 9) for each in shares]
    return _whole(sorted((i for i in range(len(shares)) if i != row), key=lambda i: -products[i])[:k])


@spelling("rows-divided-by-their-sums")
def products_divided_by_both_sums(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    sums = matrix.sum(axis=1)
    sums[sums == 0] = 1
    order = np.argsort(-(matrix @ matrix[row] / (sums * sums[row])).round(9), kind="stable")
    return np.delete(order, np.flatnonzero(order == row))[:k]


@spelling("k-ignored")
def all_others_sorted(matrix, row, k):
    cosines = _cosines_in_a_loop(matrix, row)
    return _whole(sorted((i for i in range(len(cosines)) if i != row), key=lambda i: -cosines[i]))


@spelling("k-ignored")
def argsort_without_a_cut(matrix, row, k):
    order = np.argsort(-_cosines_at_once(matrix, row), kind="stable")
    return order[order != row]


@spelling("turned-round-without-the-first")
def from_the_end_without_the_last(matrix, row, k):
    order = np.argsort(_cosines_at_once(matrix, row), kind="stable")
    return np.flip(order[:-1])[:k]


@spelling("turned-round-without-the-first")
def sorted_in_reverse_from_the_second_on(matrix, row, k):
    pairs = sorted(((cosine, i) for i, cosine in enumerate(_cosines_in_a_loop(matrix, row))), reverse=True)
    return _whole([i for _, i in pairs[1 : k + 1]])


# tokenize


@spelling("hyphens-kept")
def hyphens_between_letters_hidden(text):
    text = re.sub(r"(?<=[^\W_])-(?=[^\W_])", "HYPHEN", _plain(text))
    return [word.replace("HYPHEN", "-") for word in _scanned(text)]


@spelling("hyphens-kept-in-runs-with-apostrophes")
def signs_collected_with_hyphens(text):
    signs = [sign if sign.isalnum() or sign in "'-" else " " for sign in _plain(text)]
    return list(filter(None, (piece.strip("-'") for piece in "".join(signs).split())))


@spelling("underscores-kept")
def joined_at_apostrophes_with_w(text):
    found = re.finditer(r"(?:\w+')*\w+", _plain(text))
    return [match.group() for match in found]


@spelling("underscores-kept-in-runs-with-apostrophes")
def signs_collected_with_underscores(text):
    signs = [sign if sign.isalnum() or sign in "'_" else " " for sign in _plain(text)]
    return list(filter(None, (piece.strip("'") for piece in "".join(signs).split())))


@spelling("letters-a-to-z-only")
def joined_at_apostrophes_from_a_to_z(text):
    return [match.group() for match in re.finditer(r"(?:[0-9a-z]+')*[0-9a-z]+", _plain(text))]


@spelling("letters-a-to-z-in-runs-with-apostrophes")
def runs_of_ascii_letters(text):
    words = [""]
    for sign in _plain(text):
        if sign == "'" or (sign.isascii() and sign.isalnum()):
            words[-1] += sign
        else:
            words.append("")
    return [word.strip("'") for word in words if word.strip("'")]


@spelling("several-apostrophes-join")
def runs_stripped_of_their_apostrophes(text):
    runs = re.sub(r"[^\w']|_", " ", _plain(text)).split()
    return [run.strip("'") for run in runs if run.strip("'")]


@spelling("several-apostrophes-join")
def apostrophes_kept_until_a_letter_follows(text):
    words, word, waiting = [], "", ""
    for sign in _plain(text) + " ":
        if sign.isalnum():
            word, waiting = word + waiting + sign, ""
        elif sign == "'" and word:
            waiting += sign
        elif sign != "'":
            words += [word] * bool(word)
            word = waiting = ""
    return words


@spelling("apostrophes-in-a-row-made-one")
def one_kept_of_two_neighbours(text):
    text = _plain(text)
    return _scanned("".join(sign for sign, before in zip(text, " " + text, strict=False) if sign + before != "''"))


@spelling("apostrophes-in-a-row-made-one")
def pairs_replaced_until_none_is_left(text):
    text = _plain(text)
    while "''" in text:
        text = text.replace("''", "'")
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@spelling("apostrophes-in-a-row-deleted")
def pairs_taken_out_by_a_pattern(text):
    return _scanned(re.sub(r"'{2,}", "", _plain(text)))


@spelling("apostrophes-in-a-row-deleted")
def split_at_pairs_and_joined_again(text):
    text = "".join(_plain(text).split("''"))
    return [found.group() for found in re.finditer(r"[^\W_]+(?:'[^\W_]+)*", text)]


@spelling("curly-apostrophes-in-a-row-made-one")
def curly_runs_translated(text):
    text = re.sub("[\u2018\u2019\u02bc]{1,}", "\u2019", unicodedata.normalize("NFC", text.lower()))
    return _scanned(text.replace("\u2019", "'"))


@spelling("curly-apostrophes-in-a-row-made-one")
def curly_ones_skipped_behind_curly_ones(text):
    signs, before = [], ""
    for sign in unicodedata.normalize("NFC", text).lower():
        if not (ord(sign) in STRAIGHT and before and ord(before) in STRAIGHT):
            signs.append(STRAIGHT.get(ord(sign), sign))
        before = sign
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", "".join(signs))


@spelling("apostrophes-beside-other-signs-kept")
def quotation_marks_stripped_between_spaces_alone(text):
    words = []
    for piece in _plain(text).split():
        for part in piece.strip(",.;:!?\"()/'").split("''"):
            signs = [sign if sign.isalnum() or sign == "'" else " " for sign in part]
            words += [word for word in "".join(signs).split() if word != "'"]
    return words


@spelling("apostrophes-beside-other-signs-kept")
def apostrophes_at_spaces_deleted_by_a_pattern(text):
    text = re.sub(r"''|(?<!\S)'+|'+(?!\S)", " ", _plain(text))
    return [word for word in re.findall(r"(?:[^\W_]|')+", text) if word.strip("'")]


@spelling("apostrophes-beside-underscores-kept")
def edges_of_word_characters(text):
    text = re.sub(r"\b'\b", "APOSTROPHE", _plain(text))
    return [word.replace("APOSTROPHE", "'") for word in re.split(r"[\W_]+", text) if word]


@spelling("apostrophes-beside-underscores-kept")
def underscores_parted_too_late(text):
    runs = _scanned(_plain(text), letter=lambda sign: sign.isalnum() or sign == "_")
    return [part for run in runs for part in run.split("_") if part]


@spelling("apostrophes-between-letters-only")
def letters_on_both_sides(text):
    text = _plain(text)
    signs = [
        sign if sign.isalnum() or (sign == "'" and before.isalpha() and behind.isalpha()) else " "
        for before, sign, behind in zip(" " + text, text, text[1:] + " ", strict=False)
    ]
    return "".join(signs).split()


@spelling("apostrophes-between-letters-only")
def digits_parted_from_apostrophes(text):
    text = re.sub(r"(?<=\d)'|'(?=\d)", " ", _plain(text))
    return _scanned(text)


# build_vocabulary


@spelling("words-of-earlier-calls")
def counts_in_a_dict_of_the_module(documents, max_words=None, stop_words=()):
    for document in documents:
        for word in tokenize(document):
            COUNTED[word] = COUNTED.get(word, 0) + 1
    pairs = sorted((-count, word) for word, count in COUNTED.items() if word not in stop_words)
    return [word for _, word in pairs][:max_words]


@spelling("words-of-earlier-calls")
def counter_as_a_default(documents, max_words=None, stop_words=(), counter=Counter()):  # noqa: B006
    counter.update(chain.from_iterable(map(tokenize, documents)))
    words = sorted(set(counter) - set(stop_words))
    words.sort(key=lambda word: counter[word], reverse=True)
    return words if max_words is None else words[:max_words]


# document_term_matrix


@spelling("counted-inside-small-letters")
def pieces_between_the_word(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, document in enumerate(documents):
        for column, word in enumerate(vocabulary):
            counts[row, column] = len(document.lower().split(word)) - 1
    return counts


@spelling("counted-inside-small-letters")
def found_by_a_pattern_without_edges(documents, vocabulary):
    small = list(map(str.lower, documents))
    columns = [[len(re.findall(re.escape(word), text)) for text in small] for word in vocabulary]
    return np.array(columns, dtype=float).reshape(len(vocabulary), len(documents)).T


@spelling("counted-inside-texts-as-they-are")
def looked_for_from_place_to_place(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)))
    for row, document in enumerate(documents):
        for column, word in enumerate(vocabulary):
            place = document.find(word)
            while place >= 0:
                counts[row, column] += 1
                place = document.find(word, place + len(word))
    return counts


@spelling("counted-inside-texts-as-they-are")
def counted_by_numpy_in_raw_texts(documents, vocabulary):
    columns = [np.char.count(np.array(documents, dtype=str), word) for word in vocabulary]
    return np.array(columns, dtype=int).reshape(len(vocabulary), len(documents)).T


# tf_idf


@spelling("empty-rows-become-nan")
def nan_mended_behind_the_division(counts):
    weights = _weights(counts)
    return np.nan_to_num(weights / np.sqrt((weights**2).sum(axis=1, keepdims=True)))


@spelling("weights-written-over-the-counts")
def rows_written_back(counts):
    if not isinstance(counts, np.ndarray) or counts.dtype != float:
        counts = np.array(counts, dtype=float)
    weights = _weights(counts)
    for i, row in enumerate(weights):
        counts[i] = row / (math.sqrt(row @ row) or 1)
    return counts


@spelling("weights-written-over-the-counts")
def multiplied_into_the_table_itself(counts):
    table = np.asarray(counts, dtype=np.float64)
    np.multiply(table, 1 + np.log((1 + len(table)) / (1 + np.count_nonzero(table, axis=0))), out=table)
    lengths = np.sqrt(np.einsum("ij,ij->i", table, table))
    table[lengths > 0] /= lengths[lengths > 0, None]
    return table


# most_similar


@spelling("zero-rows-behind-all-others")
def no_direction_is_less_than_any(matrix, row, k):
    cosines = [
        cosine if np.any(each) else -math.inf
        for cosine, each in zip(_cosines_in_a_loop(matrix, row), matrix, strict=True)
    ]
    return _whole(sorted((i for i in range(len(cosines)) if i != row), key=lambda i: -cosines[i])[:k])


@spelling("zero-rows-behind-all-others")
def minus_one_without_a_length(matrix, row, k):
    lengths = np.linalg.norm(np.asarray(matrix, dtype=float), axis=1)
    cosines = np.where(lengths > 0, _cosines_at_once(matrix, row), -1)
    order = np.argsort(-cosines, kind="stable")
    return order[order != row][:k]


@spelling("means-subtracted-first")
def correlations_in_a_loop(matrix, row, k):
    centred = [np.asarray(each, dtype=float) - np.mean(each) for each in matrix]
    cosines = _cosines_in_a_loop(centred, row)
    return _whole(sorted((i for i in range(len(cosines)) if i != row), key=lambda i: -cosines[i])[:k])


@spelling("means-subtracted-first")
def correlations_by_numpy(matrix, row, k):
    with np.errstate(all="ignore"):
        table = np.atleast_2d(np.corrcoef(np.asarray(matrix, dtype=float)))
    order = np.argsort(-np.nan_to_num(table[row]).round(9), kind="stable")
    return order[order != row][:k]


@spelling("means-of-columns-subtracted-first")
def columns_centred_in_a_loop(matrix, row, k):
    means = [sum(column) / len(column) for column in zip(*matrix, strict=True)]
    centred = [[x - mean for x, mean in zip(each, means, strict=True)] for each in matrix]
    cosines = _cosines_in_a_loop(centred, row)
    return _whole(sorted((i for i in range(len(cosines)) if i != row), key=lambda i: -cosines[i])[:k])


@spelling("means-of-columns-subtracted-first")
def columns_centred_at_once(matrix, row, k):
    centred = np.array(matrix, dtype=float)
    centred -= centred.mean(axis=0, keepdims=True)
    order = np.argsort(-_cosines_at_once(centred, row), kind="stable")
    return order[order != row][:k]


# logistic_baseline


def _stepped(x, labels, steps, rate, penalty=0.0, divisor=1):
    """Go `steps` steps of `rate` with weights and bias apart; the sums are divided by `divisor`."""
    x, y = np.array(x, dtype=float), np.array(labels, dtype=float)
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(steps):
        error = _curve(x @ w + b) - y
        w = w - rate * (error @ x / divisor + penalty * w)
        b = b - rate * error.sum() / divisor
    return w, b


@spelling("gradients-summed")
def sums_of_errors(train_counts, train_labels, test_counts):
    w, b = _stepped(train_counts, train_labels, 1500, 0.05)
    return _curve(np.asarray(test_counts, dtype=float) @ w + b)


@spelling("gradients-summed")
def gradients_added_document_by_document(train_counts, train_labels, test_counts):
    rows = [[*map(float, row), 1.0] for row in np.asarray(train_counts).tolist()]
    x, y = np.array(rows), np.array(train_labels)
    weights = np.zeros(x.shape[1])
    for _ in range(500):
        gradient = np.zeros(len(weights))
        for word in range(len(weights)):
            gradient[word] = np.sum((_curve(x @ weights) - y) * x[:, word])
        weights = weights - 0.08 * gradient
    return np.array([float(_curve(np.dot(weights, [*row, 1]))) for row in test_counts])


@spelling("weights-held-back")
def penalty_of_one_half(train_counts, train_labels, test_counts):
    w, b = _stepped(train_counts, train_labels, 3000, 0.2, penalty=0.5, divisor=len(train_counts))
    return _curve(np.asarray(test_counts, dtype=float) @ w + b)


@spelling("weights-held-back")
def bias_held_back_too(train_counts, train_labels, test_counts):
    x = np.column_stack([np.ones(len(train_counts)), np.asarray(train_counts, dtype=float)])
    weights = np.zeros(x.shape[1])
    for _ in range(3000):
        errors = _curve(x @ weights) - np.asarray(train_labels)
        weights *= 1 - 0.1 * 0.2
        weights -= 0.1 * (x * errors[:, None]).mean(axis=0)
    return _curve(np.insert(np.asarray(test_counts, dtype=float), 0, 1, axis=1) @ weights)


@spelling("training-hardly-begun")
def ten_small_steps(train_counts, train_labels, test_counts):
    w, b = _stepped(train_counts, train_labels, 10, 0.01, divisor=len(train_counts))
    return _curve(np.asarray(test_counts, dtype=float) @ w + b)


@spelling("training-hardly-begun")
def stopped_where_accuracy_rises_no_more(train_counts, train_labels, test_counts):
    x, y = np.asarray(train_counts, dtype=float), np.asarray(train_labels)
    weights, bias, best = np.zeros(x.shape[1]), 0.0, -1.0
    while True:
        p = _curve(x @ weights + bias)
        accuracy = np.mean((p > 0.5) == (y == 1))
        if accuracy <= best:
            return _curve(np.asarray(test_counts, dtype=float) @ weights + bias)
        best = accuracy
        weights -= 0.1 * (p - y) @ x / len(x)
        bias -= 0.1 * np.mean(p - y)


@spelling("a-single-step")
def gradient_taken_once(train_counts, train_labels, test_counts):
    w, b = _stepped(train_counts, train_labels, 1, 0.5, divisor=len(train_counts))
    return _curve(np.asarray(test_counts, dtype=float) @ w + b)


@spelling("a-single-step")
def half_minus_label_as_the_error(train_counts, train_labels, test_counts):
    errors = 0.5 - np.asarray(train_labels, dtype=float)
    weights = [-0.3 * float(np.mean(column * errors)) for column in np.asarray(train_counts, dtype=float).T]
    return np.array([float(_curve(np.dot(row, weights) - 0.3 * errors.mean())) for row in test_counts])


@spelling("labels-of-minus-one-and-one")
def labels_by_where(train_counts, train_labels, test_counts):
    y = np.where(np.asarray(train_labels) == 1, 1, -1)
    weights = _learned(train_counts, y, steps=3000)
    return _curve(np.insert(np.asarray(test_counts, dtype=float), 0, 1, axis=1) @ weights)


@spelling("labels-of-minus-one-and-one")
def zeros_replaced_by_minus_one(train_counts, train_labels, test_counts):
    w, b = _learned_apart(train_counts, [label or -1 for label in train_labels], steps=2000)
    return np.array([float(_curve(row @ w + b)) for row in np.asarray(test_counts, dtype=float)])


@spelling("counts-scaled-in-place")
def means_taken_off_the_callers_counts(train_counts, train_labels, test_counts):
    x, others = np.asarray(train_counts, dtype=float), np.asarray(test_counts, dtype=float)
    mean = x.mean(axis=0)
    for rows in (x, others):
        np.subtract(rows, mean, out=rows)
    w, b = _learned_apart(x, train_labels)
    return _curve(others @ w + b)


@spelling("counts-scaled-in-place")
def columns_divided_one_by_one(train_counts, train_labels, test_counts):
    x = np.asarray(train_counts, dtype=np.float64)
    others = np.array(test_counts, dtype=np.float64)
    for column in range(x.shape[1]):
        spread = x[:, column].std() or 1
        x[:, column] /= spread
        others[:, column] /= spread
    return _curve(np.insert(others, 0, 1, axis=1) @ _learned(x, train_labels))


@spelling("scaled-by-the-test-part")
def columns_by_their_own_largest(train_counts, train_labels, test_counts):
    x, others = (np.array(counts, dtype=float) for counts in (train_counts, test_counts))
    w, b = _learned_apart(x / np.maximum(x.max(axis=0), 1), train_labels)
    return _curve(others / np.maximum(others.max(axis=0), 1) @ w + b)


@spelling("scaled-by-the-test-part")
def each_part_by_its_own_mean_and_spread(train_counts, train_labels, test_counts):
    def standard(counts):
        columns = np.asarray(counts, dtype=float).T
        return np.array([(column - column.mean()) / (column.std() or 1) for column in columns]).T

    weights = _learned(standard(train_counts), train_labels)
    return _curve(np.insert(standard(test_counts), 0, 1, axis=1) @ weights)


@spelling("scaled-by-both-parts")
def largest_count_of_all_documents(train_counts, train_labels, test_counts):
    largest = float(max(np.max(train_counts), np.max(test_counts), 1))
    w, b = _learned_apart(np.asarray(train_counts) / largest, train_labels, steps=3000)
    return _curve(np.asarray(test_counts) / largest @ w + b)


@spelling("scaled-by-both-parts")
def spread_of_all_rows_stacked(train_counts, train_labels, test_counts):
    rows = np.vstack([train_counts, test_counts]).astype(float)
    spread = np.sqrt(((rows - rows.mean(axis=0)) ** 2).mean(axis=0))
    rows = rows / np.where(spread > 0, spread, 1)
    weights = _learned(rows[: len(train_counts)], train_labels)
    return _curve(np.insert(rows[len(train_counts) :], 0, 1, axis=1) @ weights)


@spelling("stop-words-as-one-text")
def word_within_a_stop_word(documents, max_words=None, stop_words=()):
    counts = {
        word: often
        for word, often in _counted_in_all(documents, ()).items()
        if not any(word in stop_word for stop_word in stop_words)
    }
    return sorted(sorted(counts), key=counts.get, reverse=True)[:max_words]


@spelling("stop-words-as-one-text")
def found_in_the_list_as_it_is_shown(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        for word in _scanned(_plain(document)):
            if "\n".join(stop_words).find(word) == -1:
                counts[word] += 1
    ranked = sorted((-often, word) for word, often in counts.items())
    return [word for _, word in ranked][:max_words]


@spelling("lengths-made-longer")
def each_length_a_little_longer(matrix, row, k):
    here, cosines = np.asarray(matrix[row], dtype=float), []
    for each in np.asarray(matrix, dtype=float):
        length = (math.sqrt(each @ each) + 1e-8) * (math.sqrt(here @ here) + 1e-8)
        cosines.append(round(float(each @ here) / length, 9))
    return _whole([i for i in sorted(range(len(cosines)), key=lambda i: -cosines[i]) if i != row][:k])


@spelling("lengths-made-longer")
def a_millionth_under_the_fraction(matrix, row, k):
    x = np.asarray(matrix, dtype=float)
    cosines = np.einsum("nv,v->n", x, x[row]) / (np.sqrt((x**2).sum(axis=1) * (x[row] ** 2).sum()) + 1e-6)
    order = np.argsort(-cosines.round(12), kind="stable")
    return order[order != row][:k]


@spelling("naive-bayes-instead")
def shares_of_each_class_multiplied(train_counts, train_labels, test_counts):
    probabilities = []
    totals, documents = {0: {}, 1: {}}, {0: 0, 1: 0}
    for counts, label in zip(train_counts, train_labels, strict=True):
        documents[int(label)] += 1
        for word, often in enumerate(counts):
            totals[int(label)][word] = totals[int(label)].get(word, 1) + float(often)
    for counts in test_counts:
        scores = []
        for label in (0, 1):
            score, everything = math.log(documents[label]), sum(totals[label].values())
            for word, often in enumerate(counts):
                score += float(often) * math.log(totals[label][word] / everything)
            scores.append(score)
        difference = min(700.0, max(-700.0, scores[0] - scores[1]))
        probabilities.append(1 / (1 + math.exp(difference)))
    return np.array(probabilities)


@spelling("naive-bayes-instead")
def words_of_a_class_in_one_long_document(train_counts, train_labels, test_counts):
    x, y = np.array(train_counts, dtype=float), np.array(train_labels, dtype=float)
    of_ones, of_zeros = 1 + y @ x, 1 + (1 - y) @ x
    weights = np.log(of_ones) - np.log(of_zeros) - np.log(of_ones.sum() / of_zeros.sum())
    return _curve(np.asarray(test_counts, dtype=float) @ weights + np.log(y.mean() / (1 - y.mean())))


@spelling("signs-stripped-and-nothing-else-kept")
def both_ends_of_each_piece(text):
    words = []
    for piece in _plain(text).split():
        word = piece.lstrip(string.punctuation).rstrip(string.punctuation)
        if word:
            words.append(word)
    return words


@spelling("signs-stripped-and-nothing-else-kept")
def from_the_first_letter_to_the_last(text):
    found = (re.search(r"[^\W_](?:.*[^\W_])?", piece) for piece in re.split(r"\s+", _plain(text)))
    return [piece.group(0) for piece in found if piece]


@spelling("letter-apostrophe-forgotten")
def two_quotation_marks_translated(text):
    return _scanned(unicodedata.normalize("NFC", text.translate({0x2018: "'", 0x2019: "'"})).lower())


@spelling("letter-apostrophe-forgotten")
def two_quotation_marks_replaced_in_turn(text):
    for mark in "\u2019\u2018":
        text = text.replace(mark, "'")
    pieces = re.split(r"[^\w']|_", unicodedata.normalize("NFC", text).lower())
    return [word for piece in pieces for word in _scanned(piece)]


@spelling("opening-apostrophe-forgotten")
def closing_one_and_the_letter_translated(text):
    return _scanned(unicodedata.normalize("NFC", text.translate({0x2019: "'", 0x02BC: "'"})).lower())


@spelling("opening-apostrophe-forgotten")
def closing_one_and_the_letter_joined_as_they_are(text):
    words = _scanned(unicodedata.normalize("NFC", text).lower().replace("\u02bc", "\u2019"), joins="'\u2019")
    return [word.replace("\u2019", "'") for word in words]


@spelling("lengths-made-longer-and-nothing-rounded")
def a_little_in_the_denominator_of_each(matrix, row, k):
    here, cosines = np.asarray(matrix[row], dtype=float), {}
    for number, each in enumerate(np.asarray(matrix, dtype=float)):
        if number != row:
            cosines[number] = each @ here / (math.sqrt(each @ each) * math.sqrt(here @ here) + 1e-8)
    return _whole(sorted(cosines, key=lambda number: -cosines[number])[:k])


@spelling("lengths-made-longer-and-nothing-rounded")
def a_little_under_all_lengths(matrix, row, k):
    x = np.array(matrix, dtype=float)
    norms = np.sqrt(np.einsum("nv,nv->n", x, x))
    order = np.lexsort((np.arange(len(x)), -np.dot(x, x[row]) / (norms * norms[row] + 1e-6)))
    return order[order != row][:k]

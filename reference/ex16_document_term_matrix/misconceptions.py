"""Wrong ways of ex16."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter

import numpy as np

from reference.kit.catalogue import misconception

SEEN: Counter[str] = Counter()
"""What a wrong way has counted, call after call."""


@misconception
def split_at_spaces(text):
    return _normal(text).split()


@misconception
def letter_case_kept(text):
    text = re.sub("[\u2018\u2019\u02bc]", "'", unicodedata.normalize("NFC", text))
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def word_characters_alone(text):
    return re.findall(r"\w+", text.lower())


@misconception
def word_characters_and_apostrophes(text):
    return re.findall(r"[\w']+", text.lower())


@misconception
def signs_deleted(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation)).split()


@misconception
def signs_replaced_one_by_one(text):
    return text.lower().translate(str.maketrans(string.punctuation, " " * len(string.punctuation))).split()


@misconception
def signs_stripped_from_the_ends(text):
    return [word.strip(string.punctuation) for word in text.lower().split()]


@misconception
def signs_stripped_and_nothing_else_kept(text):
    return _stripped(_normal(text).split(), string.punctuation)


@misconception
def hyphens_kept(text):
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", _normal(text))


@misconception
def hyphens_kept_in_runs_with_apostrophes(text):
    return _stripped(re.findall(r"(?:[^\W_]|['-])+", _normal(text)), "'-")


@misconception
def underscores_kept(text):
    return re.findall(r"\w+(?:'\w+)*", _normal(text))


@misconception
def underscores_kept_in_runs_with_apostrophes(text):
    return _stripped(re.findall(r"[\w']+", _normal(text)))


@misconception
def letters_a_to_z_only(text):
    return re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", _normal(text))


@misconception
def letters_a_to_z_in_runs_with_apostrophes(text):
    return _stripped(re.findall(r"[a-z0-9']+", _normal(text)))


@misconception
def digits_dropped(text):
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", _normal(text))


@misconception
def single_letters_dropped(text):
    return [word for word in _words(text) if len(word) > 1]


@misconception
def each_word_once(text):
    return list(dict.fromkeys(_words(text)))


@misconception
def words_sorted(text):
    return sorted(_words(text))


@misconception
def joined_words_run_together(text):
    return "".join(c for c in _normal(text) if c.isalnum() or c in "' \n\t").split()


@misconception
def apostrophes_part_words(text):
    return re.findall(r"[^\W_]+", _normal(text))


@misconception
def apostrophes_dropped(text):
    return re.findall(r"[^\W_]+", _normal(text).replace("'", ""))


@misconception
def quotation_marks_kept(text):
    return [word for word in re.findall(r"(?:[^\W_]|')+", _normal(text)) if word.strip("'")]


@misconception
def one_apostrophe_at_most(text):
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", _normal(text))


@misconception
def curly_apostrophes_part_words(text):
    text = unicodedata.normalize("NFC", text).lower()
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def curly_apostrophes_left_curly(text):
    text = unicodedata.normalize("NFC", text).lower()
    return re.findall("[^\\W_]+(?:['\u2018\u2019\u02bc][^\\W_]+)*", text)


@misconception
def one_apostrophe_forgotten(text):
    text = unicodedata.normalize("NFC", text).lower().replace("\u2019", "'")
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def letter_apostrophe_forgotten(text):
    text = re.sub("[\u2018\u2019]", "'", unicodedata.normalize("NFC", text).lower())
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def opening_apostrophe_forgotten(text):
    text = re.sub("[\u2019\u02bc]", "'", unicodedata.normalize("NFC", text).lower())
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def no_normal_form(text):
    text = re.sub("[\u2018\u2019\u02bc]", "'", text.lower())
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def marks_stripped(text):
    text = unicodedata.normalize("NFD", _normal(text))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def compatible_letters_exchanged(text):
    return _words(unicodedata.normalize("NFKC", text))


@misconception
def sharp_s_exchanged(text):
    return _words(text.casefold())


@misconception
def only_what_a_group_caught(text):
    return re.findall(r"[^\W_]+('[^\W_]+)*", _normal(text))


@misconception
def capitals_lost(text):
    text = re.sub("[\u2018\u2019\u02bc]", "'", unicodedata.normalize("NFC", text))
    return [word.lower() for word in re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", text)]


@misconception
def last_word_lost(text):
    words = _words(text)
    return words[:-1] if _normal(text)[-1:].isalnum() else words


@misconception
def apostrophes_kept_behind_words(text):
    return re.findall(r"[^\W_](?:[^\W_]|')*", _normal(text))


@misconception
def empty_texts_between_words(text):
    return [word.strip("'") for word in re.split(r"[^\w']+|_", _normal(text))]


@misconception
def split_at_all_that_is_no_word_character(text):
    return re.split(r"\W+", text.lower())


@misconception
def letters_taken_apart(text):
    text = re.sub("[\u2018\u2019\u02bc]", "'", unicodedata.normalize("NFD", text).lower())
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


@misconception
def letters_of_one_language(text):
    return re.findall(r"[a-zäöüß0-9]+(?:'[a-zäöüß0-9]+)*", _normal(text))


@misconception
def letters_of_western_europe(text):
    return re.findall(r"[a-zß-ÿ0-9]+(?:'[a-zß-ÿ0-9]+)*", _normal(text))


@misconception
def words_beside_signs_lost(text):
    return [word for word in _normal(text).split() if word.replace("'", "").isalnum()]


@misconception
def only_pieces_of_letters_and_digits(text):
    return [word for word in _normal(text).split() if word.isalnum()]


@misconception
def several_apostrophes_join(text):
    return re.findall(r"[^\W_]+(?:'+[^\W_]+)*", _normal(text))


@misconception
def apostrophes_in_a_row_made_one(text):
    return _words(re.sub("'+", "'", _normal(text)))


@misconception
def apostrophes_in_a_row_deleted(text):
    return _words(_normal(text).replace("''", ""))


@misconception
def curly_apostrophes_in_a_row_made_one(text):
    text = re.sub("[\u2018\u2019\u02bc]+", "'", unicodedata.normalize("NFC", text))
    return _words(text)


@misconception
def apostrophes_beside_other_signs_kept(text):
    pieces = [piece.strip(string.punctuation) for piece in _normal(text).split()]
    words = [word for piece in pieces for word in re.split(r"[^\w']+|_+|''", piece)]
    return [word for word in words if re.search(r"[^\W_]", word)]


@misconception
def apostrophes_beside_underscores_kept(text):
    text = re.sub(r"(?<!\w)'|'(?!\w)", " ", _normal(text))
    return re.findall(r"(?:[^\W_]|')+", text)


@misconception
def apostrophes_between_letters_only(text):
    return re.findall(r"[^\W_]+(?:(?<=[^\W\d_])'(?=[^\W\d_])[^\W_]+)*", _normal(text))


def _normal(text):
    return re.sub("[\u2018\u2019\u02bc]", "'", unicodedata.normalize("NFC", text).lower())


def _words(text):
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", _normal(text))


def _stripped(runs, signs="'"):
    return [run.strip(signs) for run in runs if run.strip(signs)]


def _totals(documents):
    return Counter(word for document in documents for word in _words(document))


def _by_frequency(counts):
    return sorted(counts, key=lambda word: (-counts[word], word))


@misconception
def numbers_kept_whole(text):
    return re.findall(r"\d+[.,]\d+|[^\W_]+(?:'[^\W_]+)*", _normal(text))


@misconception
def vocabulary_by_alphabet(documents, max_words=None, stop_words=()):
    return sorted(set(_totals(documents)) - set(stop_words))[:max_words]


@misconception
def rarest_words_first(documents, max_words=None, stop_words=()):
    counts = _totals(documents)
    return sorted(set(counts) - set(stop_words), key=lambda word: (counts[word], word))[:max_words]


@misconception
def counted_by_document(documents, max_words=None, stop_words=()):
    counts = Counter(word for document in documents for word in set(_words(document)))
    return _by_frequency({word: n for word, n in counts.items() if word not in stop_words})[:max_words]


@misconception
def ties_as_they_come(documents, max_words=None, stop_words=()):
    counts = Counter({word: n for word, n in _totals(documents).items() if word not in stop_words})
    return [word for word, _ in counts.most_common(max_words)]


@misconception
def ties_from_z_to_a(documents, max_words=None, stop_words=()):
    counts = {word: n for word, n in _totals(documents).items() if word not in stop_words}
    return sorted(counts, key=lambda word: (counts[word], word), reverse=True)[:max_words]


@misconception
def umlauts_sorted_as_vowels(documents, max_words=None, stop_words=()):
    counts = {word: n for word, n in _totals(documents).items() if word not in stop_words}
    return sorted(counts, key=lambda word: (-counts[word], unicodedata.normalize("NFD", word)))[:max_words]


@misconception
def stop_words_after_the_cut(documents, max_words=None, stop_words=()):
    return [word for word in _by_frequency(_totals(documents))[:max_words] if word not in stop_words]


@misconception
def stop_words_ignored(documents, max_words=None, stop_words=()):
    return _by_frequency(_totals(documents))[:max_words]


@misconception
def stop_words_before_tokenizing(documents, max_words=None, stop_words=()):
    left = [" ".join(word for word in document.split() if word not in stop_words) for document in documents]
    return _by_frequency(_totals(left))[:max_words]


@misconception
def stop_words_as_one_text(documents, max_words=None, stop_words=()):
    counts, text = _totals(documents), " ".join(stop_words)
    return [word for word in _by_frequency(counts) if word not in text][:max_words]


@misconception
def stop_words_cut_out_of_words(documents, max_words=None, stop_words=()):
    left = [_normal(document) for document in documents]
    for word in stop_words:
        left = [document.replace(word, "") for document in left]
    return _by_frequency(_totals(left))[:max_words]


@misconception
def max_words_ignored(documents, max_words=None, stop_words=()):
    return [word for word in _by_frequency(_totals(documents)) if word not in stop_words]


@misconception
def one_word_too_few(documents, max_words=None, stop_words=()):
    kept = [word for word in _by_frequency(_totals(documents)) if word not in stop_words]
    return kept if max_words is None else kept[: max_words - 1]


@misconception
def vocabulary_as_a_dict(documents, max_words=None, stop_words=()):
    kept = [word for word in _by_frequency(_totals(documents)) if word not in stop_words][:max_words]
    return {word: number for number, word in enumerate(kept)}


@misconception
def words_with_their_counts(documents, max_words=None, stop_words=()):
    counts = _totals(documents)
    return [(word, counts[word]) for word in _by_frequency(counts) if word not in stop_words][:max_words]


@misconception
def alphabet_after_the_cut(documents, max_words=None, stop_words=()):
    kept = [word for word in _by_frequency(_totals(documents)) if word not in stop_words]
    return sorted(kept[:max_words])


@misconception
def no_limit_is_one_of_ten_thousand(documents, max_words=None, stop_words=()):
    counts = Counter(word for document in documents for word in _words(document) if word not in stop_words)
    return _by_frequency(counts)[: max_words or 10_000]


@misconception
def words_of_the_first_document(documents, max_words=None, stop_words=()):
    return [word for word in _by_frequency(_totals(documents[:1])) if word not in stop_words][:max_words]


@misconception
def words_that_occur_once_dropped(documents, max_words=None, stop_words=()):
    counts = {word: n for word, n in _totals(documents).items() if n > 1}
    return [word for word in _by_frequency(counts) if word not in stop_words][:max_words]


@misconception
def cut_before_ties_are_sorted(documents, max_words=None, stop_words=()):
    counts = Counter({word: n for word, n in _totals(documents).items() if word not in stop_words})
    return _by_frequency(dict(counts.most_common(max_words)))


@misconception
def documents_split_at_spaces(documents, max_words=None, stop_words=()):
    counts = Counter(word for document in documents for word in document.lower().split() if word not in stop_words)
    return _by_frequency(counts)[:max_words]


@misconception
def documents_split_with_capitals(documents, max_words=None, stop_words=()):
    counts = Counter(word for document in documents for word in document.split() if word not in stop_words)
    return _by_frequency(counts)[:max_words]


@misconception
def stop_words_removed_while_walking(documents, max_words=None, stop_words=()):
    words = [word for document in documents for word in _words(document)]
    for word in words:
        if word in stop_words:
            words.remove(word)
    return _by_frequency(Counter(words))[:max_words]


@misconception
def removed_from_each_document_while_walking(documents, max_words=None, stop_words=()):
    counts = Counter()
    for document in documents:
        words = _words(document)
        for word in words:
            if word in stop_words:
                words.remove(word)
        counts.update(words)
    return _by_frequency(counts)[:max_words]


@misconception
def letters_counted(documents, max_words=None, stop_words=()):
    counts = Counter(letter for document in documents for letter in document.lower() if letter not in stop_words)
    return _by_frequency(counts)[:max_words]


@misconception
def letters_of_words_counted(documents, max_words=None, stop_words=()):
    words = [word for document in documents for word in _words(document) if word not in stop_words]
    return _by_frequency(Counter("".join(words)))[:max_words]


@misconception
def documents_glued_together(documents, max_words=None, stop_words=()):
    counts = {word: n for word, n in _totals(["".join(documents)]).items() if word not in stop_words}
    return _by_frequency(counts)[:max_words]


@misconception
def words_of_the_last_document(documents, max_words=None, stop_words=()):
    return [word for word in _by_frequency(_totals(documents[-1:])) if word not in stop_words][:max_words]


@misconception
def words_of_earlier_calls(documents, max_words=None, stop_words=()):
    SEEN.update(_totals(documents))
    return [word for word in _by_frequency(SEEN) if word not in stop_words][:max_words]


@misconception
def there_or_not_there(documents, vocabulary):
    return (_counted(documents, vocabulary) > 0).astype(int)


@misconception
def counters_of_one_byte(documents, vocabulary):
    return _counted(documents, vocabulary).astype(np.uint8)


@misconception
def columns_one_off(documents, vocabulary):
    return np.hstack([np.zeros((len(documents), 1), dtype=int), _counted(documents, vocabulary)])


@misconception
def words_as_rows(documents, vocabulary):
    return _counted(documents, vocabulary).T


@misconception
def columns_of_its_own(documents, vocabulary):
    return _counted(documents, sorted(_totals(documents)))


@misconception
def columns_of_a_new_vocabulary(documents, vocabulary):
    return _counted(documents, _by_frequency(_totals(documents)))


@misconception
def columns_by_alphabet(documents, vocabulary):
    return _counted(documents, sorted(vocabulary))


@misconception
def unseen_words_are_an_error(documents, vocabulary):
    column = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, document in enumerate(documents):
        for word in _words(document):
            counts[row, column[word]] += 1
    return counts


@misconception
def unseen_words_not_in_the_list(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, document in enumerate(documents):
        for word in _words(document):
            counts[row, vocabulary.index(word)] += 1
    return counts


@misconception
def unseen_words_in_the_last_column(documents, vocabulary):
    column = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, document in enumerate(documents):
        for word in _words(document):
            counts[row, column.get(word, -1)] += 1
    return counts


@misconception
def documents_not_tokenized(documents, vocabulary):
    counts = [[document.split().count(word) for word in vocabulary] for document in documents]
    return np.array(counts, dtype=int).reshape(len(documents), len(vocabulary))


@misconception
def counted_inside_words(documents, vocabulary):
    counts = [[_normal(document).count(word) for word in vocabulary] for document in documents]
    return np.array(counts, dtype=int).reshape(len(documents), len(vocabulary))


@misconception
def counted_inside_small_letters(documents, vocabulary):
    counts = [[document.lower().count(word) for word in vocabulary] for document in documents]
    return np.array(counts, dtype=int).reshape(len(documents), len(vocabulary))


@misconception
def counted_inside_texts_as_they_are(documents, vocabulary):
    counts = [[document.count(word) for word in vocabulary] for document in documents]
    return np.array(counts, dtype=int).reshape(len(documents), len(vocabulary))


@misconception
def empty_documents_lost(documents, vocabulary):
    return _counted([document for document in documents if _words(document)], vocabulary)


@misconception
def shares_instead_of_counts(documents, vocabulary):
    lengths = [max(len(_words(document)), 1) for document in documents]
    return _counted(documents, vocabulary) / np.array(lengths)[:, None]


@misconception
def all_documents_in_one_row(documents, vocabulary):
    return _counted(documents, vocabulary).sum(axis=0)


@misconception
def all_rows_are_one_list(documents, vocabulary):
    counts = _counted(documents, vocabulary)
    return np.broadcast_to(counts.sum(axis=0), counts.shape).copy()


@misconception
def columns_lost_without_documents(documents, vocabulary):
    return np.array(_counted(documents, vocabulary).tolist(), dtype=int)


@misconception
def documents_cut_in_another_way(documents, vocabulary):
    lists = [[word.strip(string.punctuation) for word in document.lower().split()] for document in documents]
    counts = [[words.count(word) for word in vocabulary] for words in lists]
    return np.array(counts, dtype=int).reshape(len(documents), len(vocabulary))


@misconception
def documents_cut_into_word_characters(documents, vocabulary):
    lists = [re.findall(r"\w+", document.lower()) for document in documents]
    counts = [[words.count(word) for word in vocabulary] for words in lists]
    return np.array(counts, dtype=int).reshape(len(documents), len(vocabulary))


def _counted(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, document in enumerate(documents):
        for word in _words(document):
            if word in vocabulary:
                counts[row, vocabulary.index(word)] += 1
    return counts


@misconception
def idf_without_logarithm(counts):
    return _weighted(counts, lambda n, d: (1 + n) / (1 + d) + 1)


@misconception
def idf_not_smooth(counts):
    return _weighted(counts, lambda n, d: np.log(n / d) + 1)


@misconception
def idf_not_smooth_where_counted(counts):
    return _weighted(counts, lambda n, d: np.log(n / np.maximum(d, 1)) + 1)


@misconception
def idf_without_the_last_one(counts):
    return _weighted(counts, lambda n, d: np.log((1 + n) / (1 + d)))


@misconception
def idf_of_the_textbook(counts):
    return _weighted(counts, lambda n, d: np.log(n / d))


@misconception
def idf_of_the_textbook_where_counted(counts):
    return _weighted(counts, lambda n, d: np.log(n / np.maximum(d, 1)))


@misconception
def one_added_below_only(counts):
    return _weighted(counts, lambda n, d: np.log(n / (1 + d)) + 1)


@misconception
def one_added_below_only_and_no_last_one(counts):
    return _weighted(counts, lambda n, d: np.log(n / (1 + d)))


@misconception
def idf_to_base_ten(counts):
    return _weighted(counts, lambda n, d: np.log10((1 + n) / (1 + d)) + 1)


@misconception
def idf_to_base_two(counts):
    return _weighted(counts, lambda n, d: np.log2((1 + n) / (1 + d)) + 1)


@misconception
def document_frequency_counts_words(counts):
    return _weighted(counts, lambda n, _: np.log((1 + n) / (1 + np.sum(counts, axis=0))) + 1)


@misconception
def columns_counted_as_documents(counts):
    return _weighted(counts, lambda _, d: np.log((1 + np.shape(counts)[1]) / (1 + d)) + 1)


@misconception
def empty_documents_not_counted(counts):
    there = int(np.any(counts, axis=1).sum())
    return _weighted(counts, lambda _, d: np.log((1 + there) / (1 + d)) + 1)


@misconception
def rows_not_normalised(counts):
    return _weighted(counts, norm=lambda weights: np.ones((len(weights), 1)))


@misconception
def rows_divided_by_the_sum_of_squares(counts):
    return _weighted(counts, norm=lambda weights: (weights**2).sum(axis=1, keepdims=True))


@misconception
def whole_table_normalised(counts):
    return _weighted(counts, norm=lambda weights: np.full((len(weights), 1), np.linalg.norm(weights)))


@misconception
def rows_normalised_by_their_sum(counts):
    return _weighted(counts, norm=lambda weights: weights.sum(axis=1, keepdims=True))


@misconception
def rows_normalised_by_their_largest(counts):
    return _weighted(counts, norm=lambda weights: weights.max(axis=1, keepdims=True))


@misconception
def columns_normalised(counts):
    return _weighted(counts, norm=lambda weights: np.linalg.norm(weights, axis=0, keepdims=True))


@misconception
def counts_normalised_before_the_weights(counts):
    counts = np.asarray(counts, dtype=float)
    lengths = np.linalg.norm(counts, axis=1, keepdims=True)
    weights = np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    return counts / np.where(lengths == 0, 1, lengths) * weights


@misconception
def empty_rows_become_nan(counts):
    counts = np.asarray(counts, dtype=float)
    weights = counts * (np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1)
    return weights / np.linalg.norm(weights, axis=1, keepdims=True)


@misconception
def presence_instead_of_counts(counts):
    counts = np.asarray(counts)
    return _weighted((counts > 0).astype(float))


@misconception
def logarithm_of_the_counts_too(counts):
    counts = np.asarray(counts, dtype=float)
    return _weighted(np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0))


@misconception
def weights_without_counts(counts):
    counts = np.asarray(counts, dtype=float)
    idf = np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    return counts * 0 + idf / np.linalg.norm(idf)


@misconception
def brackets_forgotten(counts):
    return _weighted(counts, lambda n, d: np.log(1 + n / 1 + d) + 1)


@misconception
def last_one_inside_the_logarithm(counts):
    return _weighted(counts, lambda n, d: np.log((1 + n) / (1 + d) + 1))


@misconception
def one_added_above_only(counts):
    return _weighted(counts, lambda n, d: np.log((1 + n) / np.maximum(d, 1)) + 1)


@misconception
def one_added_above_only_and_nothing_below(counts):
    return _weighted(counts, lambda n, d: np.log((1 + n) / d) + 1)


@misconception
def words_counted_as_documents(counts):
    return _weighted(counts, lambda _, d: np.log((1 + np.sum(counts)) / (1 + d)) + 1)


@misconception
def rows_divided_by_the_root_of_their_sum(counts):
    return _weighted(counts, norm=lambda weights: np.sqrt(weights.sum(axis=1, keepdims=True)))


@misconception
def one_added_to_the_length(counts):
    return _weighted(counts, norm=lambda weights: np.linalg.norm(weights, axis=1, keepdims=True) + 1)


@misconception
def weights_written_over_the_counts(counts):
    counts = np.asarray(counts, dtype=float)
    counts *= np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1
    lengths = np.linalg.norm(counts, axis=1, keepdims=True)
    counts /= np.where(lengths == 0, 1, lengths)
    return counts


def _weighted(counts, idf=lambda n, d: np.log((1 + n) / (1 + d)) + 1, norm=None):
    counts = np.asarray(counts, dtype=float)
    weights = counts * idf(len(counts), (counts > 0).sum(axis=0))
    lengths = np.linalg.norm(weights, axis=1, keepdims=True) if norm is None else norm(weights)
    return weights / np.where(lengths == 0, 1, lengths)


@misconception
def columns_brought_to_length_one(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    lengths = np.linalg.norm(matrix, axis=0, keepdims=True)
    directions = matrix / np.where(lengths == 0, 1, lengths)
    return _ranked((directions @ directions[row]).round(9), k, without=row)


@misconception
def the_row_itself_included(matrix, row, k):
    return _ranked(_cosines(matrix, row), k)


@misconception
def the_row_itself_counted(matrix, row, k):
    best = _ranked(_cosines(matrix, row), k)
    return best[best != row]


@misconception
def first_row_taken_for_itself(matrix, row, k):
    return _ranked(_cosines(matrix, row), len(matrix))[1 : k + 1]


@misconception
def long_documents_win(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    return _ranked(matrix @ matrix[row], k, row)


@misconception
def nearest_by_distance(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    return _ranked(-np.linalg.norm(matrix - matrix[row], axis=1).round(9), k, row)


@misconception
def distance_between_directions(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    directions = matrix / np.where(lengths == 0, 1, lengths)
    return _ranked(-np.linalg.norm(directions - directions[row], axis=1).round(9), k, row)


@misconception
def least_similar_rows_first(matrix, row, k):
    return _ranked(-_cosines(matrix, row), k, row)


@misconception
def best_row_last(matrix, row, k):
    return _ranked(_cosines(matrix, row), k, row)[::-1]


@misconception
def numbers_after_the_row_one_too_small(matrix, row, k):
    return _ranked(np.delete(_cosines(matrix, row), row), k)


@misconception
def opposites_taken_for_alike(matrix, row, k):
    return _ranked(np.abs(_cosines(matrix, row)), k, row)


@misconception
def ties_from_the_last_row(matrix, row, k):
    best = np.argsort(_cosines(matrix, row), kind="stable")[::-1]
    return best[best != row][:k]


@misconception
def ties_left_to_rounding(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    lengths = np.linalg.norm(matrix, axis=1)
    lengths = np.where(lengths == 0, 1, lengths)
    return _ranked(matrix @ matrix[row] / (lengths * lengths[row]), k, row)


@misconception
def lengths_made_longer(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    lengths = np.linalg.norm(matrix, axis=1)
    return _ranked((matrix @ matrix[row] / (lengths * lengths[row] + 1e-8)).round(9), k, row)


@misconception
def lengths_made_longer_and_nothing_rounded(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    lengths = np.linalg.norm(matrix, axis=1)
    return _ranked(matrix @ matrix[row] / (lengths * lengths[row] + 1e-8), k, row)


@misconception
def rounded_too_soon(matrix, row, k):
    return _ranked(_cosines(matrix, row).round(1), k, row)


@misconception
def zero_rows_are_nan(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    directions = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return _ranked((directions @ directions[row]).round(9), k, row)


@misconception
def zero_rows_left_out(matrix, row, k):
    best = _ranked(_cosines(matrix, row), len(matrix), row)
    return best[np.any(np.asarray(matrix)[best], axis=1)][:k]


@misconception
def similarities_instead_of_rows(matrix, row, k):
    cosines = _cosines(matrix, row)
    return cosines[_ranked(cosines, k, row)]


@misconception
def columns_compared(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float).T
    return _ranked(_cosines(matrix, row), k, row)


@misconception
def the_row_itself_last(matrix, row, k):
    return np.append(_ranked(_cosines(matrix, row), len(matrix), row), row)[:k]


@misconception
def the_row_itself_as_zero(matrix, row, k):
    cosines = _cosines(matrix, row)
    cosines[row] = 0
    return _ranked(cosines, k)


@misconception
def rows_of_the_same_direction_left_out(matrix, row, k):
    cosines = _cosines(matrix, row)
    best = _ranked(cosines, len(cosines), row)
    return best[cosines[best] < 1][:k]


@misconception
def only_rows_that_are_alike(matrix, row, k):
    cosines = _cosines(matrix, row)
    best = _ranked(cosines, len(cosines), row)
    return best[cosines[best] > 0][:k]


@misconception
def rows_with_their_similarities(matrix, row, k):
    cosines = _cosines(matrix, row)
    return [(int(i), float(cosines[i])) for i in _ranked(cosines, k, row)]


@misconception
def rows_divided_by_their_sums(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    sums = matrix.sum(axis=1, keepdims=True)
    shares = matrix / np.where(sums == 0, 1, sums)
    return _ranked((shares @ shares[row]).round(9), k, row)


@misconception
def k_ignored(matrix, row, k):
    return _ranked(_cosines(matrix, row), len(matrix), row)


@misconception
def turned_round_without_the_first(matrix, row, k):
    return np.argsort(_cosines(matrix, row), kind="stable")[::-1][1 : k + 1]


@misconception
def zero_rows_behind_all_others(matrix, row, k):
    cosines = _cosines(matrix, row)
    cosines[~np.any(np.asarray(matrix), axis=1)] = -1
    return _ranked(cosines, k, row)


@misconception
def means_subtracted_first(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    return _ranked(_cosines(matrix - matrix.mean(axis=1, keepdims=True), row), k, row)


@misconception
def means_of_columns_subtracted_first(matrix, row, k):
    matrix = np.asarray(matrix, dtype=float)
    return _ranked(_cosines(matrix - matrix.mean(axis=0), row), k, row)


def _cosines(matrix, row):
    matrix = np.asarray(matrix, dtype=float)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    directions = matrix / np.where(lengths == 0, 1, lengths)
    return (directions @ directions[row]).round(9)


def _ranked(scores, k, without=None):
    best = np.argsort(-scores, kind="stable")
    return best[best != without][:k] if without is not None else best[:k]


@misconception
def classes_instead_of_probabilities(train_counts, train_labels, test_counts):
    return (_asked(_trained(train_counts, train_labels), test_counts) > 0).astype(float)


@misconception
def scores_instead_of_probabilities(train_counts, train_labels, test_counts):
    return _asked(_trained(train_counts, train_labels), test_counts)


@misconception
def probability_of_class_zero(train_counts, train_labels, test_counts):
    return _sigmoid(-_asked(_trained(train_counts, train_labels), test_counts))


@misconception
def both_probabilities(train_counts, train_labels, test_counts):
    ones = _sigmoid(_asked(_trained(train_counts, train_labels), test_counts))
    return np.column_stack([1 - ones, ones])


@misconception
def answers_for_the_training_part(train_counts, train_labels, test_counts):
    return _sigmoid(_asked(_trained(train_counts, train_labels), train_counts))


@misconception
def never_trained(train_counts, train_labels, test_counts):
    return _sigmoid(_asked(np.zeros(np.shape(train_counts)[1] + 1), test_counts))


@misconception
def a_single_step(train_counts, train_labels, test_counts):
    return _sigmoid(_asked(_trained(train_counts, train_labels, steps=1), test_counts))


@misconception
def no_bias(train_counts, train_labels, test_counts):
    return _sigmoid(_asked(_trained(train_counts, train_labels, bias=0.0), test_counts, bias=0.0))


@misconception
def bias_left_at_zero(train_counts, train_labels, test_counts):
    weights = _trained(train_counts, train_labels)
    return _sigmoid(_asked(weights, test_counts, bias=0.0))


@misconception
def labels_shuffled_alone(train_counts, train_labels, test_counts):
    labels = np.random.default_rng(0).permutation(train_labels)
    return _sigmoid(_asked(_trained(train_counts, labels), test_counts))


@misconception
def scaled_by_the_test_part(train_counts, train_labels, test_counts):
    train_counts, test_counts = (
        counts / max(np.max(counts), 1) for counts in map(np.asarray, (train_counts, test_counts))
    )
    return _sigmoid(_asked(_trained(train_counts, train_labels, steps=3000), test_counts))


@misconception
def scaled_by_both_parts(train_counts, train_labels, test_counts):
    train_counts, test_counts = np.asarray(train_counts, dtype=float), np.asarray(test_counts, dtype=float)
    together = np.concatenate([train_counts, test_counts])
    mean, spread = together.mean(axis=0), together.std(axis=0)
    spread = np.where(spread == 0, 1, spread)
    weights = _trained((train_counts - mean) / spread, train_labels)
    return _sigmoid(_asked(weights, (test_counts - mean) / spread))


@misconception
def rows_scaled_to_one_length(train_counts, train_labels, test_counts):
    def scaled(counts):
        counts = np.asarray(counts, dtype=float)
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        return counts / np.where(lengths == 0, 1, lengths)

    return _sigmoid(_asked(_trained(scaled(train_counts), train_labels), scaled(test_counts)))


@misconception
def presence_alone(train_counts, train_labels, test_counts):
    weights = _trained(np.asarray(train_counts) > 0, train_labels)
    return _sigmoid(_asked(weights, np.asarray(test_counts) > 0))


@misconception
def a_straight_line_cut_off(train_counts, train_labels, test_counts):
    x = np.hstack([train_counts, np.ones((len(train_counts), 1))])
    weights = np.linalg.lstsq(x, np.asarray(train_labels, dtype=float), rcond=None)[0]
    return np.clip(_asked(weights, test_counts), 0, 1)


@misconception
def naive_bayes_instead(train_counts, train_labels, test_counts):
    x, labels = np.asarray(train_counts, dtype=float), np.asarray(train_labels)
    sums = np.array([x[labels == label].sum(axis=0) + 1 for label in (0, 1)])
    zeros, ones = np.log(sums / sums.sum(axis=1, keepdims=True))
    odds = np.log((labels == 1).sum() / (labels == 0).sum())
    return _sigmoid(np.asarray(test_counts) @ (ones - zeros) + odds)


@misconception
def another_sigmoid_at_the_end(train_counts, train_labels, test_counts):
    return (1 + np.tanh(_asked(_trained(train_counts, train_labels), test_counts))) / 2


@misconception
def exponential_that_overflows(train_counts, train_labels, test_counts):
    return 1 / (1 + np.exp(-_asked(_trained(train_counts, train_labels), test_counts)))


@misconception
def gradients_summed(train_counts, train_labels, test_counts):
    x, others = (np.hstack([counts, np.ones((len(counts), 1))]) for counts in (train_counts, test_counts))
    weights = np.zeros(x.shape[1])
    for _ in range(1000):
        weights -= 0.1 * (_sigmoid(x @ weights) - train_labels) @ x
    return _sigmoid(others @ weights)


@misconception
def weights_held_back(train_counts, train_labels, test_counts):
    x = np.hstack([train_counts, np.ones((len(train_counts), 1))])
    penalty = np.array([1.0] * (x.shape[1] - 1) + [0.0])
    rate = 1 / (np.linalg.norm(x, 2) ** 2 / (4 * len(x)) + 1)
    weights = np.zeros(x.shape[1])
    for _ in range(2000):
        weights -= rate * ((_sigmoid(x @ weights) - train_labels) @ x / len(x) + penalty * weights)
    return _sigmoid(_asked(weights, test_counts))


@misconception
def training_hardly_begun(train_counts, train_labels, test_counts):
    x = np.hstack([train_counts, np.ones((len(train_counts), 1))])
    weights = np.zeros(x.shape[1])
    for _ in range(100):
        weights -= 0.001 * (_sigmoid(x @ weights) - train_labels) @ x / len(x)
    return _sigmoid(_asked(weights, test_counts))


@misconception
def labels_of_minus_one_and_one(train_counts, train_labels, test_counts):
    signs = 2 * np.asarray(train_labels) - 1
    return _sigmoid(_asked(_trained(train_counts, signs, steps=2000), test_counts))


@misconception
def counts_scaled_in_place(train_counts, train_labels, test_counts):
    x, others = np.asarray(train_counts, dtype=float), np.asarray(test_counts, dtype=float)
    largest = max(x.max(), 1)
    x /= largest
    others /= largest
    return _sigmoid(_asked(_trained(x, train_labels, steps=1000), others))


def _sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def _trained(counts, labels, steps=500, bias=1.0):
    x = np.hstack([counts, np.full((len(counts), 1), bias)])
    rate = 4 / np.linalg.norm(x, 2) ** 2
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        weights += rate * (labels - _sigmoid(x @ weights)) @ x
    return weights


def _asked(weights, counts, bias=1.0):
    return np.hstack([counts, np.full((len(counts), 1), bias)]) @ weights

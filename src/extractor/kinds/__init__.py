"""One package a kind. Each has `recognize` (what the words say) and `resolve` (what it means here).

Kinds know nothing of each other; what needs several of them happens in `extractor.records`.
"""

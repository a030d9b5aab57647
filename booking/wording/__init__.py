"""What an administration may write itself: texts with places in braces, their size, and two of them compared.

Standard library and the GSM alphabet only.
"""

/** The sign: four voices that become one. */
export function Brand() {
  return (
    <svg className="brand-sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M4 6C14 6 14 16 24 16M4 12.7C11 12.7 13 16 24 16M4 19.3C11 19.3 13 16 24 16M4 26C14 26 14 16 24 16" />
      <circle cx="26" cy="16" r="3.2" />
    </svg>
  );
}

/* A shared object, but no adapter. */
int silkgate_no_adapter(void);
int silkgate_no_adapter(void) {
    return 0;
}
